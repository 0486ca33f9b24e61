-- CreateEnum
CREATE TYPE "document_state" AS ENUM ('reading', 'ready', 'failed');

-- CreateEnum
CREATE TYPE "document_unit" AS ENUM ('page', 'slide', 'sheet', 'section');

-- CreateTable
CREATE TABLE "documents" (
    "asset_id" TEXT NOT NULL,
    "state" "document_state" NOT NULL DEFAULT 'reading',
    "reason" TEXT,
    "unit" "document_unit" NOT NULL DEFAULT 'section',
    "page_count" INTEGER NOT NULL DEFAULT 0,
    "tokens" INTEGER NOT NULL DEFAULT 0,
    "scanned" BOOLEAN NOT NULL DEFAULT false,
    "lease_id" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "documents_pkey" PRIMARY KEY ("asset_id")
);

-- CreateTable
CREATE TABLE "document_pages" (
    "asset_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "tokens" INTEGER NOT NULL,
    "picture_id" TEXT,

    CONSTRAINT "document_pages_pkey" PRIMARY KEY ("asset_id","number")
);

-- CreateIndex
CREATE INDEX "documents_state_lease_until_idx" ON "documents"("state", "lease_until");

-- CreateIndex
CREATE INDEX "document_pages_picture_id_idx" ON "document_pages"("picture_id");

-- AddForeignKey
ALTER TABLE "documents" ADD CONSTRAINT "documents_asset_id_fkey" FOREIGN KEY ("asset_id") REFERENCES "assets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_pages" ADD CONSTRAINT "document_pages_asset_id_fkey" FOREIGN KEY ("asset_id") REFERENCES "documents"("asset_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_pages" ADD CONSTRAINT "document_pages_picture_id_fkey" FOREIGN KEY ("picture_id") REFERENCES "assets"("id") ON DELETE SET NULL ON UPDATE CASCADE;
