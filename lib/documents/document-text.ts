import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { requireReadDocument } from "./find-document";
import { joinPages } from "./marked-page";

/**
 * The text of a document or of some of its pages, in the document's order, each under a line that names it.
 * @param pages from 1; each counts once
 * @throws AppError `not_found`, `unavailable` while it is being read, `unsupported` where it could not be,
 * `invalid_input` for pages it does not have
 */
export async function documentText(ctx: Context, assetId: string, pages: "all" | readonly number[]): Promise<string> {
  const { document } = await requireReadDocument(ctx, assetId);
  if (pages !== "all") requirePages(pages, document.pageCount);
  const rows = await ctx.db.documentPage.findMany({
    where: { assetId, ...(pages === "all" ? {} : { number: { in: [...pages] } }) },
    orderBy: { number: "asc" },
    select: { number: true, title: true, text: true },
  });
  return joinPages(document.unit, rows);
}

/** @throws AppError `invalid_input` */
export function requirePages(pages: readonly number[], pageCount: number): void {
  const missing = pages.find((page) => !Number.isInteger(page) || page < 1 || page > pageCount);
  if (missing === undefined) return;
  throw new AppError("invalid_input", `This document has ${pageCount} pages; ${missing} is none of them.`, {
    field: "pages",
  });
}
