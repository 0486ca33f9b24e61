import type { ReadingFailureReason } from "../schema";
import type { Extraction } from "./extract";
import type { ExtractedPage } from "./page-collector";
import type { DrawnPage } from "./pdf-pictures";

/** What the reading process is asked for, as its only parameter. The document's bytes follow on its standard input. */
export interface ReaderRequest {
  name: string;
  mediaType: string;
  /** pages to draw; without it the text is read */
  draw?: number[];
}

/** What it tells: pages or pictures in their order, then one end. */
export type ReaderMessage =
  | { type: "page"; page: ExtractedPage }
  | { type: "picture"; picture: DrawnPage }
  | { type: "done"; extraction?: Extraction }
  | { type: "failed"; reason: ReadingFailureReason }
  /** what should not happen: the process itself is not fit to read */
  | { type: "broken"; message: string };
