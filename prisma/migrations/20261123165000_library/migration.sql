-- CreateTable
CREATE TABLE "message_files" (
    "message_id" TEXT NOT NULL,
    "asset_id" TEXT NOT NULL,

    CONSTRAINT "message_files_pkey" PRIMARY KEY ("message_id","asset_id")
);

-- CreateTable
CREATE TABLE "item_shares" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "asset_id" TEXT NOT NULL,
    "token_digest" TEXT NOT NULL,
    "with_prompt" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "item_shares_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "library_selections" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "asset_ids" TEXT[],
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "library_selections_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "message_files_asset_id_idx" ON "message_files"("asset_id");

-- CreateIndex
CREATE UNIQUE INDEX "item_shares_token_digest_key" ON "item_shares"("token_digest");

-- CreateIndex
CREATE INDEX "item_shares_user_id_created_at_id_idx" ON "item_shares"("user_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "item_shares_asset_id_idx" ON "item_shares"("asset_id");

-- CreateIndex
CREATE INDEX "library_selections_expires_at_idx" ON "library_selections"("expires_at");

-- AddForeignKey
ALTER TABLE "message_files" ADD CONSTRAINT "message_files_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_shares" ADD CONSTRAINT "item_shares_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_shares" ADD CONSTRAINT "item_shares_asset_id_fkey" FOREIGN KEY ("asset_id") REFERENCES "assets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "library_selections" ADD CONSTRAINT "library_selections_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema language cannot say.

-- The library in the order in which it is read: as a whole, and by each of what it is most often asked for.
CREATE INDEX "assets_library_idx" ON "assets" ("user_id", "created_at" DESC, "id" DESC)
  WHERE "trashed_at" IS NULL AND "origin" <> 'page';
CREATE INDEX "assets_library_kind_idx" ON "assets" ("user_id", "kind", "created_at" DESC, "id" DESC)
  WHERE "trashed_at" IS NULL AND "origin" <> 'page';
CREATE INDEX "assets_library_model_idx" ON "assets" ("user_id", "model_id", "created_at" DESC, "id" DESC)
  WHERE "trashed_at" IS NULL AND "origin" <> 'page' AND "model_id" IS NOT NULL;
CREATE INDEX "assets_library_favourites_idx" ON "assets" ("user_id", "created_at" DESC, "id" DESC)
  WHERE "trashed_at" IS NULL AND "origin" <> 'page' AND "favourite_at" IS NOT NULL;
CREATE INDEX "assets_library_trash_idx" ON "assets" ("user_id", "trashed_at" DESC, "id" DESC)
  WHERE "trashed_at" IS NOT NULL;

-- Calls that were given a picture: few of many.
CREATE INDEX "creation_calls_inputs_idx" ON "creation_calls" ("user_id") WHERE "body" @? '$.*.assetId';

CREATE FUNCTION files_of_message(parts jsonb) RETURNS SETOF text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT DISTINCT file #>> '{}'
  FROM jsonb_path_query(parts, '$[*].keyvalue() ? (@.key == "assetId" || @.key == "assetIds").value[*]') AS file;
$$;

CREATE FUNCTION keep_message_files() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO message_files (message_id, asset_id) SELECT NEW.id, file FROM files_of_message(NEW.parts) AS file
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END;
$$;
-- What a message has once shown it is said to use for as long as it stands: parts are added, not taken away.
CREATE TRIGGER "messages_files_insert" AFTER INSERT ON "messages" FOR EACH ROW
  WHEN (NEW.parts @? '$[*].assetId' OR NEW.parts @? '$[*].assetIds') EXECUTE FUNCTION keep_message_files();
CREATE TRIGGER "messages_files_update" AFTER UPDATE OF "parts" ON "messages" FOR EACH ROW
  WHEN (NEW.parts @? '$[*].assetId' OR NEW.parts @? '$[*].assetIds') EXECUTE FUNCTION keep_message_files();

INSERT INTO "message_files" ("message_id", "asset_id")
  SELECT m."id", file FROM "messages" m CROSS JOIN LATERAL files_of_message(m."parts") AS file
  WHERE m."parts" @? '$[*].assetId' OR m."parts" @? '$[*].assetIds';
