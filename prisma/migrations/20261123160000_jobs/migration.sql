-- AlterTable
ALTER TABLE "jobs" ADD COLUMN     "deadline" TIMESTAMPTZ(3),
ADD COLUMN     "losses" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "turns" (
    "key" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "model_id" TEXT NOT NULL,
    "images" INTEGER NOT NULL,
    "job" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "granted_at" TIMESTAMPTZ(3),
    "job_id" TEXT,

    CONSTRAINT "turns_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "turn_grants" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "model_id" TEXT NOT NULL,
    "images" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "turn_grants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "turn_pauses" (
    "model_id" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "turn_pauses_pkey" PRIMARY KEY ("model_id")
);

-- CreateIndex
CREATE INDEX "turns_granted_at_requested_at_idx" ON "turns"("granted_at", "requested_at");

-- CreateIndex
CREATE INDEX "turn_grants_at_idx" ON "turn_grants"("at");
