-- CreateEnum
CREATE TYPE "voice_state" AS ENUM ('uploading', 'ready', 'failed', 'deleting');

-- CreateTable
CREATE TABLE "voices" (
    "id" TEXT NOT NULL,
    "user_id" TEXT,
    "name" TEXT NOT NULL,
    "model_id" TEXT NOT NULL,
    "custom_name" TEXT NOT NULL,
    "uri" TEXT,
    "state" "voice_state" NOT NULL DEFAULT 'uploading',
    "transcript" TEXT NOT NULL,
    "sample_id" TEXT,
    "as_base64" BOOLEAN NOT NULL DEFAULT false,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "consent_at" TIMESTAMPTZ(3),
    "failure" JSONB,
    "request_key" TEXT,
    "sends" INTEGER NOT NULL DEFAULT 0,
    "sent_at" TIMESTAMPTZ(3),
    "ready_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "voices_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "voices_custom_name_key" ON "voices"("custom_name");

-- CreateIndex
CREATE UNIQUE INDEX "voices_uri_key" ON "voices"("uri");

-- CreateIndex
CREATE UNIQUE INDEX "voices_sample_id_key" ON "voices"("sample_id");

-- CreateIndex
CREATE INDEX "voices_user_id_created_at_id_idx" ON "voices"("user_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "voices_user_id_request_key_key" ON "voices"("user_id", "request_key");

-- AddForeignKey
ALTER TABLE "voices" ADD CONSTRAINT "voices_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voices" ADD CONSTRAINT "voices_sample_id_fkey" FOREIGN KEY ("sample_id") REFERENCES "assets"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What the schema language cannot say.

-- Found by the sweep: few of many.
CREATE INDEX "voices_unfinished_idx" ON "voices" ("state") WHERE "state" IN ('uploading', 'deleting') OR "user_id" IS NULL;
CREATE INDEX "voices_shared_idx" ON "voices" ("created_at" DESC, "id" DESC) WHERE "shared";
