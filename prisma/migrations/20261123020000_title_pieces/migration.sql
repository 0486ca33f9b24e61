-- Trigrams know nothing of searches for one or two characters, which are whole words in Chinese.

-- AlterTable
ALTER TABLE "conversations" ADD COLUMN     "title_pieces" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateIndex
CREATE INDEX "conversations_title_pieces_idx" ON "conversations" USING GIN ("title_pieces");

-- What the schema language cannot say.

-- Every pair of neighbouring characters of a title, and every single one that is not ASCII, in lower case.
CREATE FUNCTION title_pieces(title text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT piece), '{}') FROM (
    SELECT substr(lower(title), position, 2) AS piece FROM generate_series(1, length(title) - 1) AS position
    UNION ALL
    SELECT substr(lower(title), position, 1) FROM generate_series(1, length(title)) AS position
    WHERE ascii(substr(title, position, 1)) > 127
  ) AS pieces;
$$;

CREATE FUNCTION keep_title_pieces() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.title_pieces := title_pieces(NEW.title);
  RETURN NEW;
END;
$$;
CREATE TRIGGER "conversations_title_pieces" BEFORE INSERT OR UPDATE OF "title" ON "conversations"
  FOR EACH ROW EXECUTE FUNCTION keep_title_pieces();

UPDATE "conversations" SET "title_pieces" = title_pieces("title");
