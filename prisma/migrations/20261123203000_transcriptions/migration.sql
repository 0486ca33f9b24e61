-- CreateEnum
CREATE TYPE "transcription_stage" AS ENUM ('reading', 'working', 'over');

-- CreateTable
CREATE TABLE "transcriptions" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "asset_id" TEXT,
    "name" TEXT NOT NULL,
    "model_id" TEXT NOT NULL,
    "timed" BOOLEAN NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "stage" "transcription_stage" NOT NULL DEFAULT 'reading',
    "sound_key" TEXT,
    "failure" JSONB,
    "request_key" TEXT NOT NULL,
    "request_digest" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "transcriptions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transcription_parts" (
    "id" TEXT NOT NULL,
    "transcription_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "model_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "from_ms" INTEGER,
    "to_ms" INTEGER,
    "sound_offset" INTEGER,
    "sound_bytes" INTEGER,
    "state" "call_state" NOT NULL DEFAULT 'waiting',
    "text" TEXT NOT NULL DEFAULT '',
    "phrases" JSONB,
    "charge_id" TEXT NOT NULL,
    "cost_nanos" BIGINT NOT NULL DEFAULT 0,
    "earlier_nanos" BIGINT NOT NULL DEFAULT 0,
    "currency" TEXT NOT NULL,
    "receipt" JSONB,
    "failure" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "submitted_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "transcription_parts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "transcriptions_user_id_created_at_id_idx" ON "transcriptions"("user_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "transcriptions_stage_created_at_idx" ON "transcriptions"("stage", "created_at");

-- CreateIndex
CREATE INDEX "transcriptions_asset_id_idx" ON "transcriptions"("asset_id");

-- CreateIndex
CREATE UNIQUE INDEX "transcriptions_user_id_request_key_key" ON "transcriptions"("user_id", "request_key");

-- CreateIndex
CREATE UNIQUE INDEX "transcription_parts_charge_id_key" ON "transcription_parts"("charge_id");

-- CreateIndex
CREATE INDEX "transcription_parts_state_submitted_at_idx" ON "transcription_parts"("state", "submitted_at");

-- CreateIndex
CREATE UNIQUE INDEX "transcription_parts_transcription_id_position_key" ON "transcription_parts"("transcription_id", "position");

-- AddForeignKey
ALTER TABLE "transcriptions" ADD CONSTRAINT "transcriptions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transcriptions" ADD CONSTRAINT "transcriptions_asset_id_fkey" FOREIGN KEY ("asset_id") REFERENCES "assets"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transcription_parts" ADD CONSTRAINT "transcription_parts_transcription_id_fkey" FOREIGN KEY ("transcription_id") REFERENCES "transcriptions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A part that goes with its transcription or its person before it was ever sent has cost nothing.
CREATE TRIGGER release_waiting_part BEFORE DELETE ON "transcription_parts"
FOR EACH ROW WHEN (OLD.state = 'waiting') EXECUTE FUNCTION release_waiting_call();
