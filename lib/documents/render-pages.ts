import { Readable } from "node:stream";
import { AppError } from "@/lib/core";
import { systemContext, type Context } from "@/lib/db";
import { openAsset, requireAssets, savePicture } from "@/lib/media";
import type { Asset } from "@/lib/media/schema";
import { requirePages } from "./document-text";
import { requireReadDocument } from "./find-document";
import { runReader } from "./reader-process";
import { ReadingFailure } from "./reader/failure";
import type { DrawnPage } from "./reader/pdf-pictures";
import { MOST_DRAWN_PAGES } from "./schema";

/**
 * Draws pages of a PDF as pictures of the acting person, for models that see. A page that was drawn before is not drawn
 * again.
 * @returns the pictures in the order of `pages`
 * @throws AppError as `documentText`; `unsupported` for documents that are no PDF, or where drawing fails
 */
export async function renderPages(
  ctx: Context,
  { assetId, pages }: { assetId: string; pages: readonly number[] },
): Promise<Asset[]> {
  const { asset, document } = await requireReadDocument(ctx, assetId);
  if (document.unit !== "page") throw new AppError("unsupported", "Only pages of a PDF can be drawn.");
  requirePages(pages, document.pageCount);
  if (pages.length > MOST_DRAWN_PAGES) {
    throw new AppError("too_large", `Choose at most ${MOST_DRAWN_PAGES} pages at a time.`, { field: "pages" });
  }
  const pictures = await drawnBefore(ctx, assetId, pages);
  const missing = [...new Set(pages)].filter((page) => !pictures.has(page));
  if (missing.length) await draw(ctx, asset, missing, pictures);
  return requireAssets(
    ctx,
    pages.map((page) => pictures.get(page)!),
  );
}

async function drawnBefore(ctx: Context, assetId: string, pages: readonly number[]): Promise<Map<number, string>> {
  const rows = await ctx.db.documentPage.findMany({
    where: { assetId, number: { in: [...pages] }, pictureId: { not: null } },
    select: { number: true, pictureId: true },
  });
  return new Map(rows.map(({ number, pictureId }) => [number, pictureId!]));
}

/** Adds each picture as soon as it is drawn, so that only one of them at a time is in memory. */
async function draw(ctx: Context, asset: Asset, pages: number[], pictures: Map<number, string>): Promise<void> {
  const { id: assetId, name, mediaType } = asset;
  const { userId } = await ctx.db.asset.findUniqueOrThrow({ where: { id: assetId }, select: { userId: true } });
  let saving = Promise.resolve();
  const save = async ({ number, bytes }: DrawnPage) => {
    const picture = await savePicture(ctx, { userId, name: pictureName(name, number), bytes, mediaType: "image/png" });
    await ctx.db.documentPage.updateMany({ where: { assetId, number }, data: { pictureId: picture.id } });
    pictures.set(number, picture.id);
  };
  try {
    await runReader({
      request: { name, mediaType, draw: pages },
      person: userId,
      open: async () => Readable.from((await openAsset(systemContext(), assetId)).stream),
      onPicture: (picture) => {
        saving = saving.then(() => save(picture));
        saving.catch(() => {}); // told below
      },
      ...(ctx.signal ? { signal: ctx.signal } : {}),
    });
  } catch (error) {
    if (error instanceof ReadingFailure) throw new AppError("unsupported", "These pages cannot be drawn.");
    throw error;
  } finally {
    await saving;
  }
}

function pictureName(document: string, page: number): string {
  return `${document.replace(/\.pdf$/i, "")} – ${page}.png`;
}
