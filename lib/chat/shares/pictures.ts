import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { findAssetIds, findAssets, serveAsset } from "@/lib/media";
import type { Asset } from "@/lib/media/schema";
import type { MessageRow } from "../rows";
import { findOpenShare } from "./open-share";
import type { SharedMessage, StoredSnapshot } from "./schema";
import { picturesIn } from "./snapshot";

/** The pictures of a branch that its owner still has. */
export async function picturesOf(ctx: Context, branch: readonly MessageRow[]): Promise<Map<string, Asset>> {
  const ids = branch.flatMap(({ parts }) => picturesIn(parts).map(({ assetId }) => assetId));
  const assets = await findAssets(ctx, [...new Set(ids)]);
  return new Map([...assets].filter(([, { kind, trashedAt }]) => kind === "picture" && trashedAt === null));
}

/** The messages of a copy; pictures that have been deleted since are among what is left out. */
export async function stillShown(
  ctx: Context,
  userId: string,
  { messages, pictureIds = [] }: StoredSnapshot,
): Promise<SharedMessage[]> {
  const kept = pictureIds.length ? await findAssetIds(asOwner(ctx, userId), pictureIds) : new Set<string>();
  return messages.map(({ pictures = [], omitted, ...message }) => {
    const shown = pictures.filter(({ number }) => kept.has(pictureIds[number] ?? ""));
    const gone = pictures.length - shown.length;
    return { ...message, pictures: shown, omitted: { ...omitted, pictures: omitted.pictures + gone } };
  });
}

interface SharedPictureInput {
  token: string;
  picture: number;
  variant?: "thumbnail" | undefined;
  headers: Headers;
}

/**
 * A picture of a shared copy. A link names its own pictures by number and no others; a stored picture never changes, so
 * the copy stays what it was, until its owner deletes the picture, or the link is over.
 * @throws AppError `not_found`
 */
export async function serveSharedPicture(
  ctx: Context,
  { token, picture, variant, headers }: SharedPictureInput,
): Promise<Response> {
  const share = await findOpenShare(ctx, token);
  const id = share?.snapshot.pictureIds?.[picture];
  if (!share || id === undefined) throw new AppError("not_found", "There is nothing here.");
  const response = await serveAsset(asOwner(ctx, share.userId), { id, variant, headers });
  response.headers.set("x-robots-tag", "noindex, nofollow, noarchive");
  // The name is its person's own words.
  const disposition = response.headers.get("content-disposition")?.split(";", 1)[0];
  if (disposition) response.headers.set("content-disposition", disposition);
  return response;
}

/** Whose pictures a copy may show: its maker's own, and nobody else's, whatever it names. */
function asOwner(ctx: Context, userId: string): Context {
  return { ...ctx, actor: { type: "apiKey", userId, role: "member", keyId: "" } };
}
