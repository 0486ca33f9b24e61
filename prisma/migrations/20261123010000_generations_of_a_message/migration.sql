-- A message that is continued has a generation for each part of its making.

-- DropIndex
DROP INDEX "generations_message_id_key";

-- CreateIndex
CREATE INDEX "generations_message_id_idx" ON "generations"("message_id");
