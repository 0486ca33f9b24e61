import { Prisma } from "@/lib/db";
import type { LibraryItem } from "./schema";

export interface ItemRow extends Omit<LibraryItem, "createdAt" | "favourite" | "missing" | "trashedAt"> {
  favouriteAt: Date | null;
  trashedAt: Date | null;
  missingAt: Date | null;
  createdAt: Date;
}

/** What is read of an asset's row, with its prompt or the beginning of it. */
export function itemColumns(prompt: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    id, kind::text, name, media_type as "mediaType", size_bytes as "sizeBytes", width, height,
    duration_ms as "durationMs", blur, origin::text, model_id as "modelId", ${prompt} as prompt,
    favourite_at as "favouriteAt", trashed_at as "trashedAt", missing_at as "missingAt", created_at as "createdAt"`;
}

export function toItem({ favouriteAt, trashedAt, missingAt, createdAt, ...row }: ItemRow): LibraryItem {
  return {
    ...row,
    favourite: favouriteAt !== null,
    trashedAt: trashedAt?.toISOString() ?? null,
    missing: missingAt !== null,
    createdAt: createdAt.toISOString(),
  };
}

/** What the library shows: pages drawn of documents are shown with their document alone. */
export const inLibrary = Prisma.sql`origin <> 'page'`;
