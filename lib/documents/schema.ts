import { z } from "zod";

/** Why a document could not be read. */
export const readingFailureReasons = [
  "damaged",
  "encrypted",
  "empty",
  "disguised",
  "too_large",
  "unsupported",
] as const;
export type ReadingFailureReason = (typeof readingFailureReasons)[number];

/** What a document's text is divided by. */
export type DocumentUnit = "page" | "slide" | "sheet" | "section";

/** A document as its owner sees it. Its text is asked for by page. */
export interface DocumentSummary {
  assetId: string;
  name: string;
  mediaType: string;
  sizeBytes: number;
  state: "reading" | "ready" | "failed";
  /** set when `failed` */
  reason: ReadingFailureReason | null;
  unit: DocumentUnit;
  pageCount: number;
  /** estimate for the whole text */
  tokens: number;
  /** a PDF with almost no text of its own: its pages are pictures */
  scanned: boolean;
  /** numbers count from 1 */
  pages: { number: number; tokens: number; title: string }[];
}

const pageNumber = z.number().int().min(1).max(1_000_000);

/** Where a route's id is an asset's. */
export const DocumentId = z.strictObject({ id: z.uuid() });

export const ReadDocumentInput = z.strictObject({ assetId: z.uuid() });
export type ReadDocumentInput = z.infer<typeof ReadDocumentInput>;

export const RelevantPagesInput = z.strictObject({
  question: z.string().max(100_000),
  budgetTokens: z.number().int().min(0).max(10_000_000),
});
export type RelevantPagesInput = z.infer<typeof RelevantPagesInput>;

/** Pages drawn by one request at most. */
export const MOST_DRAWN_PAGES = 20;

export const RenderPagesInput = z.strictObject({ pages: z.array(pageNumber).min(1).max(MOST_DRAWN_PAGES) });
export type RenderPagesInput = z.infer<typeof RenderPagesInput>;
