-- AlterEnum
ALTER TYPE "asset_origin" ADD VALUE 'voice';

-- AlterTable
ALTER TABLE "assets" ADD COLUMN     "peaks" BYTEA;
