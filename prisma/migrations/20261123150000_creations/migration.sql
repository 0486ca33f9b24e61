-- CreateEnum
CREATE TYPE "creation_kind" AS ENUM ('image', 'video', 'speech');

-- CreateEnum
CREATE TYPE "call_state" AS ENUM ('waiting', 'submitting', 'submitted', 'running', 'saving', 'done', 'failed', 'unknown', 'cancelled');

-- CreateEnum
CREATE TYPE "output_state" AS ENUM ('saving', 'done', 'failed');

-- CreateEnum
CREATE TYPE "asset_origin" AS ENUM ('upload', 'page', 'image', 'video', 'speech');

-- AlterTable
ALTER TABLE "assets" ADD COLUMN     "blur" TEXT,
ADD COLUMN     "duration_ms" INTEGER,
ADD COLUMN     "favourite_at" TIMESTAMPTZ(3),
ADD COLUMN     "model_id" TEXT,
ADD COLUMN     "origin" "asset_origin" NOT NULL DEFAULT 'upload',
ADD COLUMN     "prompt" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "trashed_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "creations" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "kind" "creation_kind" NOT NULL,
    "model_id" TEXT NOT NULL,
    "prompt" TEXT NOT NULL DEFAULT '',
    "request" JSONB NOT NULL,
    "request_key" TEXT NOT NULL,
    "request_digest" TEXT NOT NULL,
    "hidden_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "creations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "creation_calls" (
    "id" TEXT NOT NULL,
    "creation_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "kind" "creation_kind" NOT NULL,
    "model_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "state" "call_state" NOT NULL DEFAULT 'waiting',
    "body" JSONB NOT NULL,
    "seed" BIGINT,
    "charge_id" TEXT NOT NULL,
    "provider_id" TEXT,
    "receipt" JSONB,
    "failure" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "submitted_at" TIMESTAMPTZ(3),
    "running_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "creation_calls_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "creation_outputs" (
    "id" TEXT NOT NULL,
    "call_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "url" TEXT NOT NULL,
    "deadline" TIMESTAMPTZ(3) NOT NULL,
    "state" "output_state" NOT NULL DEFAULT 'saving',
    "asset_id" TEXT,
    "failure" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "saved_at" TIMESTAMPTZ(3),

    CONSTRAINT "creation_outputs_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "creations_user_id_kind_created_at_id_idx" ON "creations"("user_id", "kind", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "creations_user_id_request_key_key" ON "creations"("user_id", "request_key");

-- CreateIndex
CREATE UNIQUE INDEX "creation_calls_charge_id_key" ON "creation_calls"("charge_id");

-- CreateIndex
CREATE INDEX "creation_calls_user_id_state_idx" ON "creation_calls"("user_id", "state");

-- CreateIndex
CREATE INDEX "creation_calls_state_submitted_at_idx" ON "creation_calls"("state", "submitted_at");

-- CreateIndex
CREATE INDEX "creation_calls_model_id_answered_at_idx" ON "creation_calls"("model_id", "answered_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "creation_calls_creation_id_position_key" ON "creation_calls"("creation_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "creation_outputs_asset_id_key" ON "creation_outputs"("asset_id");

-- CreateIndex
CREATE INDEX "creation_outputs_state_deadline_idx" ON "creation_outputs"("state", "deadline");

-- CreateIndex
CREATE UNIQUE INDEX "creation_outputs_call_id_position_key" ON "creation_outputs"("call_id", "position");

-- CreateIndex
CREATE INDEX "assets_trashed_at_idx" ON "assets"("trashed_at");

-- AddForeignKey
ALTER TABLE "creations" ADD CONSTRAINT "creations_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "creation_calls" ADD CONSTRAINT "creation_calls_creation_id_fkey" FOREIGN KEY ("creation_id") REFERENCES "creations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "creation_outputs" ADD CONSTRAINT "creation_outputs_call_id_fkey" FOREIGN KEY ("call_id") REFERENCES "creation_calls"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "creation_outputs" ADD CONSTRAINT "creation_outputs_asset_id_fkey" FOREIGN KEY ("asset_id") REFERENCES "assets"("id") ON DELETE SET NULL ON UPDATE CASCADE;
