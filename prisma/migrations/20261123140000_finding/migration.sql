-- AlterTable
ALTER TABLE "conversations" ADD COLUMN     "archived_at" TIMESTAMPTZ(3),
ADD COLUMN     "folder_id" TEXT,
ADD COLUMN     "listed" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "folders" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "system_prompt" TEXT NOT NULL DEFAULT '',
    "model_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "folders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message_texts" (
    "message_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_texts_pkey" PRIMARY KEY ("message_id")
);

-- CreateTable
CREATE TABLE "imported_conversations" (
    "user_id" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "conversation_id" TEXT NOT NULL,

    CONSTRAINT "imported_conversations_pkey" PRIMARY KEY ("user_id","origin")
);

-- CreateTable
CREATE TABLE "prompts" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "prompts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shares" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "token_digest" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "snapshot" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "shares_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "folders_user_id_name_idx" ON "folders"("user_id", "name");

-- CreateIndex
CREATE INDEX "imported_conversations_conversation_id_idx" ON "imported_conversations"("conversation_id");

-- CreateIndex
CREATE INDEX "prompts_user_id_name_idx" ON "prompts"("user_id", "name");

-- CreateIndex
CREATE INDEX "prompts_shared_name_idx" ON "prompts"("shared", "name");

-- CreateIndex
CREATE UNIQUE INDEX "shares_token_digest_key" ON "shares"("token_digest");

-- CreateIndex
CREATE INDEX "shares_user_id_created_at_id_idx" ON "shares"("user_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "shares_conversation_id_idx" ON "shares"("conversation_id");

-- CreateIndex
CREATE INDEX "conversations_user_id_listed_updated_at_id_idx" ON "conversations"("user_id", "listed", "updated_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "conversations_folder_id_updated_at_id_idx" ON "conversations"("folder_id", "updated_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "conversations_user_id_archived_at_id_idx" ON "conversations"("user_id", "archived_at" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_folder_id_fkey" FOREIGN KEY ("folder_id") REFERENCES "folders"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "folders" ADD CONSTRAINT "folders_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imported_conversations" ADD CONSTRAINT "imported_conversations_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prompts" ADD CONSTRAINT "prompts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shares" ADD CONSTRAINT "shares_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shares" ADD CONSTRAINT "shares_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What the schema language cannot say.

CREATE FUNCTION keep_listed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.listed := NEW.folder_id IS NULL AND NEW.archived_at IS NULL;
  RETURN NEW;
END;
$$;
CREATE TRIGGER "conversations_listed_insert" BEFORE INSERT ON "conversations" FOR EACH ROW
  WHEN (NEW.folder_id IS NOT NULL OR NEW.archived_at IS NOT NULL) EXECUTE FUNCTION keep_listed();
CREATE TRIGGER "conversations_listed_update" BEFORE UPDATE OF "folder_id", "archived_at" ON "conversations" FOR EACH ROW
  EXECUTE FUNCTION keep_listed();

-- What is searched of a message's parts: its text without reasoning, in small letters. Beyond a book's length nobody
-- searches, and no single message may hold up its own saving.
CREATE FUNCTION message_text(parts jsonb) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(lower(left(string_agg(part.value ->> 'text', E'\n' ORDER BY part.ordinality), 100000)), '')
  FROM jsonb_array_elements(parts) WITH ORDINALITY AS part WHERE part.value ->> 'type' = 'text';
$$;

-- What trigrams are made of. Those of Chinese would be many, take most of the index, and find no word of two characters.
CREATE FUNCTION ascii_part(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN octet_length($1) = length($1) THEN $1 ELSE regexp_replace($1, '[^ -~]+', ' ', 'g') END;
$$;

-- The rest, for words of one and two characters, as most in Chinese are: of every character beyond ASCII its code, and of
-- every pair with at least one such character a number made of both. Plain English has none.
CREATE FUNCTION text_pieces(text) RETURNS bigint[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN octet_length($1) = length($1) THEN '{}'::bigint[] ELSE (
    SELECT coalesce(array_agg(piece), '{}') FROM (
      SELECT code, lead(code) OVER () AS next
      FROM (SELECT ascii(character)::bigint AS code FROM string_to_table($1, NULL) AS character) AS codes
    ) AS pairs
    CROSS JOIN LATERAL (VALUES
      (CASE WHEN code > 127 THEN code END),
      (CASE WHEN code > 127 OR next > 127 THEN code * 2097152 + next END)
    ) AS pieces (piece)
    WHERE piece IS NOT NULL) END;
$$;

CREATE FUNCTION keep_message_text() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  body text := message_text(NEW.parts);
BEGIN
  IF body <> '' THEN
    INSERT INTO message_texts (message_id, user_id, conversation_id, text, created_at)
      SELECT NEW.id, user_id, NEW.conversation_id, body, NEW.created_at FROM conversations WHERE id = NEW.conversation_id
      ON CONFLICT (message_id) DO UPDATE SET text = excluded.text WHERE message_texts.text <> excluded.text;
  ELSIF TG_OP = 'UPDATE' THEN
    DELETE FROM message_texts WHERE message_id = NEW.id;
  END IF;
  RETURN NULL;
END;
$$;
-- An answer that begins has no parts: it costs nothing until its end.
CREATE TRIGGER "messages_text_insert" AFTER INSERT ON "messages" FOR EACH ROW
  WHEN (NEW.parts <> '[]'::jsonb) EXECUTE FUNCTION keep_message_text();
CREATE TRIGGER "messages_text_update" AFTER UPDATE OF "parts" ON "messages" FOR EACH ROW
  EXECUTE FUNCTION keep_message_text();

INSERT INTO "message_texts" ("message_id", "user_id", "conversation_id", "text", "created_at")
  SELECT m."id", c."user_id", m."conversation_id", body, m."created_at"
  FROM "messages" m JOIN "conversations" c ON c."id" = m."conversation_id" CROSS JOIN LATERAL message_text(m."parts") AS body
  WHERE body <> '';

-- Made after the rows, which is many times quicker.
CREATE INDEX "message_texts_user_id_created_at_message_id_idx" ON "message_texts"("user_id", "created_at" DESC, "message_id" DESC);

CREATE INDEX "message_texts_ascii_idx" ON "message_texts" USING GIN (ascii_part("text") gin_trgm_ops);
CREATE INDEX "message_texts_pieces_idx" ON "message_texts" USING GIN (text_pieces("text"));
ALTER TABLE "message_texts" ADD CONSTRAINT "message_texts_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;
