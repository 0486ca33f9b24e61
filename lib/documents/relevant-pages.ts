import { setImmediate } from "node:timers/promises";
import type { Context } from "@/lib/db";
import { requireReadDocument } from "./find-document";
import { choosePages, countTerms, termsOf, type CountedPage } from "./relevance";

/** Read and searched at once: a few milliseconds, after which others have their turn. */
const BATCH = 40;
/** Of a page: what makes it relevant stands before this, or the page is no page. */
const LOOKED_AT = 50_000;

/**
 * Which pages of a document to send with a question when all of them are too many.
 * @returns numbers in the document's order; all of them where they fit, none where not even one does
 * @throws AppError as `documentText`
 */
export async function relevantPages(
  ctx: Context,
  input: { assetId: string; question: string; budgetTokens: number },
): Promise<number[]> {
  const { assetId, question, budgetTokens } = input;
  const { document } = await requireReadDocument(ctx, assetId);
  if (document.tokens <= budgetTokens) return Array.from({ length: document.pageCount }, (_, index) => index + 1);
  const terms = termsOf(question);
  const pages: CountedPage[] = [];
  for (;;) {
    const rows = await ctx.db.documentPage.findMany({
      where: { assetId, number: { gt: pages.at(-1)?.number ?? 0 } },
      orderBy: { number: "asc" },
      take: BATCH,
      select: { number: true, title: true, text: true, tokens: true },
    });
    for (const { number, tokens, title, text } of rows) {
      pages.push({ number, tokens, counts: countTerms(terms, `${title}\n${text.slice(0, LOOKED_AT)}`) });
    }
    if (rows.length < BATCH) return choosePages(pages, budgetTokens);
    await setImmediate();
  }
}
