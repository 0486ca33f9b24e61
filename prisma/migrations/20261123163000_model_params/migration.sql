-- AlterTable
ALTER TABLE "models" ADD COLUMN     "params" JSONB NOT NULL DEFAULT '{}';
