-- CreateTable
CREATE TABLE "refunds" (
    "id" BIGSERIAL NOT NULL,
    "charge_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "nanos" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "refunds_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "refunds_at_idx" ON "refunds"("at");

-- CreateIndex
CREATE UNIQUE INDEX "refunds_charge_id_reason_key" ON "refunds"("charge_id", "reason");

-- AddForeignKey
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_charge_id_fkey" FOREIGN KEY ("charge_id") REFERENCES "ledger_entries"("charge_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Books are append-only.
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_nanos_check" CHECK ("nanos" > 0);
CREATE TRIGGER "refunds_append_only" BEFORE UPDATE OR DELETE ON "refunds" FOR EACH ROW EXECUTE FUNCTION refuse_change();
