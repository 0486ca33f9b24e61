-- CreateEnum
CREATE TYPE "storage_check_phase" AS ENUM ('rows', 'files', 'done');

-- CreateEnum
CREATE TYPE "storage_finding_kind" AS ENUM ('missing', 'stray');

-- AlterTable
ALTER TABLE "assets" ADD COLUMN     "missing_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "storage_allowances" (
    "user_id" TEXT NOT NULL,
    "used_bytes" BIGINT NOT NULL DEFAULT 0,
    "held_bytes" BIGINT NOT NULL DEFAULT 0,
    "own_limit" BOOLEAN NOT NULL DEFAULT false,
    "limit_bytes" BIGINT,

    CONSTRAINT "storage_allowances_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "storage_holds" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "storage_holds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "storage_checks" (
    "id" TEXT NOT NULL,
    "phase" "storage_check_phase" NOT NULL DEFAULT 'rows',
    "cursor" TEXT,
    "repair" BOOLEAN NOT NULL,
    "insist" BOOLEAN NOT NULL DEFAULT false,
    "row_count" INTEGER NOT NULL DEFAULT 0,
    "file_count" INTEGER NOT NULL DEFAULT 0,
    "file_bytes" BIGINT NOT NULL DEFAULT 0,
    "missing_count" INTEGER NOT NULL DEFAULT 0,
    "stray_count" INTEGER NOT NULL DEFAULT 0,
    "stray_bytes" BIGINT NOT NULL DEFAULT 0,
    "sum_count" INTEGER NOT NULL DEFAULT 0,
    "doubtful" BOOLEAN NOT NULL DEFAULT false,
    "repaired" BOOLEAN NOT NULL DEFAULT false,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "storage_checks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "storage_findings" (
    "check_id" TEXT NOT NULL,
    "kind" "storage_finding_kind" NOT NULL,
    "key" TEXT NOT NULL,
    "asset_id" TEXT,
    "size_bytes" BIGINT NOT NULL,

    CONSTRAINT "storage_findings_pkey" PRIMARY KEY ("check_id","kind","key")
);

-- CreateIndex
CREATE INDEX "storage_holds_user_id_idx" ON "storage_holds"("user_id");

-- CreateIndex
CREATE INDEX "storage_holds_expires_at_idx" ON "storage_holds"("expires_at");

-- CreateIndex
CREATE INDEX "storage_checks_started_at_idx" ON "storage_checks"("started_at");

-- AddForeignKey
ALTER TABLE "storage_allowances" ADD CONSTRAINT "storage_allowances_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "storage_holds" ADD CONSTRAINT "storage_holds_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "storage_allowances"("user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "storage_findings" ADD CONSTRAINT "storage_findings_check_id_fkey" FOREIGN KEY ("check_id") REFERENCES "storage_checks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema language cannot say.

ALTER TABLE "storage_allowances" ADD CONSTRAINT "storage_allowances_held" CHECK ("held_bytes" >= 0);

-- One check at a time.
CREATE UNIQUE INDEX "storage_checks_unfinished_key" ON "storage_checks" ((true)) WHERE "finished_at" IS NULL;

-- However rows of assets come and go, what their people use follows. People are taken in order, so that two statements
-- about the same people never wait for each other.
CREATE FUNCTION count_added_assets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "storage_allowances" ("user_id", "used_bytes")
  SELECT "user_id", sum("size_bytes") FROM added GROUP BY "user_id" ORDER BY "user_id"
  ON CONFLICT ("user_id") DO UPDATE SET "used_bytes" = "storage_allowances"."used_bytes" + excluded."used_bytes";
  RETURN NULL;
END;
$$;
CREATE TRIGGER "assets_count_added" AFTER INSERT ON "assets"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_added_assets();

CREATE FUNCTION count_removed_assets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM "storage_allowances" WHERE "user_id" IN (SELECT "user_id" FROM removed) ORDER BY "user_id" FOR UPDATE;
  UPDATE "storage_allowances" AS a SET "used_bytes" = a."used_bytes" - r."bytes"
  FROM (SELECT "user_id", sum("size_bytes") AS "bytes" FROM removed GROUP BY "user_id") AS r
  WHERE a."user_id" = r."user_id";
  RETURN NULL;
END;
$$;
CREATE TRIGGER "assets_count_removed" AFTER DELETE ON "assets"
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION count_removed_assets();

CREATE FUNCTION count_resized_asset() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "storage_allowances" SET "used_bytes" = "used_bytes" + NEW."size_bytes" - OLD."size_bytes"
  WHERE "user_id" = NEW."user_id";
  RETURN NULL;
END;
$$;
CREATE TRIGGER "assets_count_resized" AFTER UPDATE OF "size_bytes" ON "assets"
  FOR EACH ROW WHEN (OLD."size_bytes" <> NEW."size_bytes") EXECUTE FUNCTION count_resized_asset();

INSERT INTO "storage_allowances" ("user_id", "used_bytes")
SELECT "user_id", sum("size_bytes") FROM "assets" GROUP BY "user_id";
