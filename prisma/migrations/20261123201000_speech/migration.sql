-- AlterTable
ALTER TABLE "creation_calls" ADD COLUMN "stopped_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "speeches" (
    "creation_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "part_format" TEXT NOT NULL,
    "part_rate" INTEGER NOT NULL,
    "joined_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "speeches_pkey" PRIMARY KEY ("creation_id")
);

-- CreateTable
CREATE TABLE "speech_parts" (
    "creation_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "call_id" TEXT NOT NULL,
    "key" TEXT,
    "size_bytes" INTEGER,
    "duration_ms" INTEGER,
    "cut" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "speech_parts_pkey" PRIMARY KEY ("creation_id","position")
);

-- CreateTable
CREATE TABLE "voice_samples" (
    "id" TEXT NOT NULL,
    "model_id" TEXT NOT NULL,
    "voice" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "key" TEXT,
    "media_type" TEXT NOT NULL DEFAULT '',
    "size_bytes" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "voice_samples_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "speech_parts_call_id_key" ON "speech_parts"("call_id");

-- CreateIndex
CREATE UNIQUE INDEX "speech_parts_key_key" ON "speech_parts"("key");

-- CreateIndex
CREATE UNIQUE INDEX "voice_samples_key_key" ON "voice_samples"("key");

-- CreateIndex
CREATE UNIQUE INDEX "voice_samples_model_id_voice_language_key" ON "voice_samples"("model_id", "voice", "language");

-- AddForeignKey
ALTER TABLE "speeches" ADD CONSTRAINT "speeches_creation_id_fkey" FOREIGN KEY ("creation_id") REFERENCES "creations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "speech_parts" ADD CONSTRAINT "speech_parts_creation_id_fkey" FOREIGN KEY ("creation_id") REFERENCES "speeches"("creation_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema language cannot say.

-- The sweep asks for these alone.
CREATE INDEX "speeches_unjoined_idx" ON "speeches"("created_at") WHERE "joined_at" IS NULL;

-- However a row goes, or lets go of its file, the file follows.
CREATE FUNCTION note_sound_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "file_removals" ("key", "due_at") VALUES (OLD.key, clock_timestamp())
  ON CONFLICT ("key") DO UPDATE SET "due_at" = excluded."due_at";
  RETURN NULL;
END;
$$;
CREATE TRIGGER "speech_parts_removal" AFTER DELETE ON "speech_parts"
  FOR EACH ROW WHEN (OLD.key IS NOT NULL) EXECUTE FUNCTION note_sound_removal();
CREATE TRIGGER "speech_parts_change" AFTER UPDATE ON "speech_parts"
  FOR EACH ROW WHEN (OLD.key IS NOT NULL AND OLD.key IS DISTINCT FROM NEW.key) EXECUTE FUNCTION note_sound_removal();
CREATE TRIGGER "voice_samples_removal" AFTER DELETE ON "voice_samples"
  FOR EACH ROW WHEN (OLD.key IS NOT NULL) EXECUTE FUNCTION note_sound_removal();
