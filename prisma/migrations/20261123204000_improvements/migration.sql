-- CreateTable
CREATE TABLE "improvements" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "request_key" TEXT NOT NULL,
    "request_digest" TEXT NOT NULL,
    "answer" JSONB,
    "failure" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "improvements_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "improvements_user_id_request_key_key" ON "improvements"("user_id", "request_key");

-- CreateIndex
CREATE INDEX "improvements_created_at_idx" ON "improvements"("created_at");

-- AddForeignKey
ALTER TABLE "improvements" ADD CONSTRAINT "improvements_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
