-- AlterTable
ALTER TABLE "voices" ADD COLUMN     "charge_id" TEXT;
