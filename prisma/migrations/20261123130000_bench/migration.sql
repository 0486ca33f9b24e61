-- CreateEnum
CREATE TYPE "bench_mode" AS ENUM ('fim', 'prefix', 'json', 'tools');

-- CreateTable
CREATE TABLE "bench_runs" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "mode" "bench_mode" NOT NULL,
    "model_id" TEXT NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "state" "message_state" NOT NULL DEFAULT 'streaming',
    "request" JSONB NOT NULL,
    "result" JSONB NOT NULL DEFAULT '{}',
    "usage" JSONB,
    "prompt_tokens" INTEGER NOT NULL,
    "parameters" JSONB NOT NULL DEFAULT '{}',
    "receipt" JSONB,
    "failure" JSONB,
    "charge_id" TEXT NOT NULL,
    "request_key" TEXT NOT NULL,
    "request_digest" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "lease_until" TIMESTAMPTZ(3) NOT NULL,
    "stop_requested_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bench_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bench_presets" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "mode" "bench_mode" NOT NULL,
    "name" TEXT NOT NULL,
    "request" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bench_presets_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "bench_runs_user_id_mode_created_at_id_idx" ON "bench_runs"("user_id", "mode", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "bench_runs_state_lease_until_idx" ON "bench_runs"("state", "lease_until");

-- CreateIndex
CREATE UNIQUE INDEX "bench_runs_user_id_request_key_key" ON "bench_runs"("user_id", "request_key");

-- CreateIndex
CREATE UNIQUE INDEX "bench_presets_user_id_mode_name_key" ON "bench_presets"("user_id", "mode", "name");

-- AddForeignKey
ALTER TABLE "bench_runs" ADD CONSTRAINT "bench_runs_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bench_presets" ADD CONSTRAINT "bench_presets_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
