-- CreateIndex
CREATE INDEX "assets_storage_use_idx" ON "assets"("user_id", "kind", "size_bytes", "trashed_at");
