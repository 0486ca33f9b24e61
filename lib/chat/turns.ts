import { missingFileNote, pictureNote, wrapFiles, type AttachedFile } from "./attached-files";
import type { StoredTurn } from "./branch";
import type { PromptPicture, Turn } from "./prompt";
import type { DocumentPart, PicturePart } from "./schema";
import { splitSteps } from "./tool-messages";

/** What was read of the files on a branch. */
export interface BranchFiles {
  /** ids of pictures that are still there */
  pictures: ReadonlySet<string>;
  /** undefined for a file that is gone */
  textOf: (part: DocumentPart) => string | undefined;
}

/**
 * A message as the model is to read it: its files before the person's own words, and a note in the place of a picture
 * or file that the model cannot be given. Calls of functions are left out where the model is not offered any: some
 * deployments refuse them then.
 */
export function toTurn(
  { role, parts }: StoredTurn,
  files: BranchFiles,
  seesPictures: boolean,
  withSteps = false,
): Turn {
  if (withSteps && parts.some(({ type }) => type === "tool")) return { role, ...splitSteps(parts) };
  const notes: string[] = [];
  const pictures: PromptPicture[] = [];
  const attached: AttachedFile[] = [];
  for (const part of parts) {
    if (part.type === "picture") {
      const known = files.pictures.has(part.assetId);
      if (known && seesPictures) pictures.push(toPromptPicture(part));
      else notes.push(pictureNote(part, known ? "unseen" : "deleted"));
    } else if (part.type === "document") {
      const text = files.textOf(part);
      if (text === undefined) notes.push(missingFileNote(part));
      else attached.push({ part, text });
    }
  }
  const said = parts.reduce((text, part) => (part.type === "text" ? text + part.text : text), "");
  const text = [notes.join("\n"), wrapFiles(attached), said].filter((piece) => piece !== "").join("\n\n");
  return { role, text, ...(pictures.length > 0 && { pictures }) };
}

function toPromptPicture({ assetId, detail, width, height }: PicturePart): PromptPicture {
  return { assetId, detail, width, height };
}
