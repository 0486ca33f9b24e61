-- What was kept of suggestions is kept of every paid call that answers within its request.
ALTER TABLE "improvements" RENAME TO "paid_answers";
ALTER TABLE "paid_answers" RENAME CONSTRAINT "improvements_pkey" TO "paid_answers_pkey";
ALTER TABLE "paid_answers" RENAME CONSTRAINT "improvements_user_id_fkey" TO "paid_answers_user_id_fkey";
ALTER INDEX "improvements_user_id_request_key_key" RENAME TO "paid_answers_user_id_request_key_key";
ALTER INDEX "improvements_created_at_idx" RENAME TO "paid_answers_created_at_idx";
