-- The cookie of a session carries a random secret; the row keeps its digest. Sessions without one can no longer be used.
ALTER TABLE "sessions" ADD COLUMN "secret_digest" TEXT NOT NULL DEFAULT '';
