-- CreateEnum
CREATE TYPE "asset_kind" AS ENUM ('picture', 'document', 'audio', 'video');

-- CreateTable
CREATE TABLE "assets" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "kind" "asset_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "key" TEXT NOT NULL,
    "thumbnail_key" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "assets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "file_removals" (
    "key" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "file_removals_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "assets_key_key" ON "assets"("key");

-- CreateIndex
CREATE UNIQUE INDEX "assets_thumbnail_key_key" ON "assets"("thumbnail_key");

-- CreateIndex
CREATE INDEX "assets_user_id_created_at_id_idx" ON "assets"("user_id", "created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "file_removals_due_at_idx" ON "file_removals"("due_at");

-- AddForeignKey
ALTER TABLE "assets" ADD CONSTRAINT "assets_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema language cannot say.

-- However a row goes, its files follow: with its person, with its conversation, by hand.
CREATE FUNCTION note_file_removals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "file_removals" ("key", "due_at")
  SELECT file, clock_timestamp() FROM unnest(ARRAY[OLD.key, OLD.thumbnail_key]) AS file WHERE file IS NOT NULL
  ON CONFLICT ("key") DO UPDATE SET "due_at" = excluded."due_at";
  RETURN NULL;
END;
$$;
CREATE TRIGGER "assets_file_removals" AFTER DELETE ON "assets"
  FOR EACH ROW EXECUTE FUNCTION note_file_removals();
