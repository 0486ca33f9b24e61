import path from "node:path";
import type { Archive } from "./archive";
import { ReadingFailure } from "./failure";
import { attribute, readXml } from "./xml";

export type OfficeKind = "docx" | "pptx" | "xlsx";

const mainParts: Record<OfficeKind, RegExp> = {
  docx: /(wordprocessingml|ms-word)\.[\w.-]+\.main\+xml$/,
  pptx: /(presentationml|ms-powerpoint)\.[\w.-]+\.main\+xml$/,
  xlsx: /(spreadsheetml|ms-excel)\.[\w.-]+\.main\+xml$/,
};

/**
 * The part that an Office file begins with.
 * @throws ReadingFailure `disguised` where the archive is of another kind, or no Office file at all
 */
export async function findMainPart(archive: Archive, kind: OfficeKind): Promise<string> {
  const list = "[Content_Types].xml";
  if (!archive.has(list)) throw new ReadingFailure("disguised");
  let found: string | undefined;
  await readXml(archive, list, {
    open: (name, attributes) => {
      const type = attribute(attributes, "ContentType") ?? "";
      if (name === "Override" && mainParts[kind].test(type)) {
        found ??= attribute(attributes, "PartName")?.replace(/^\//, "");
      }
    },
  });
  if (!found) throw new ReadingFailure("disguised");
  return found;
}

export interface Relation {
  /** the last word of its type, e.g. "styles" */
  type: string;
  /** a part of the same archive */
  target: string;
}

/** What a part refers to inside the archive, by id. */
export async function readRelations(archive: Archive, part: string): Promise<Map<string, Relation>> {
  const relations = new Map<string, Relation>();
  const folder = path.posix.dirname(part);
  const file = path.posix.join(folder, "_rels", `${path.posix.basename(part)}.rels`);
  if (!archive.has(file)) return relations;
  await readXml(archive, file, {
    open: (name, attributes) => {
      const id = attribute(attributes, "Id");
      const target = attribute(attributes, "Target");
      if (name !== "Relationship" || !id || !target || attribute(attributes, "TargetMode") === "External") return;
      const type = attribute(attributes, "Type")?.split("/").at(-1) ?? "";
      const absolute = target.startsWith("/") ? target.slice(1) : path.posix.join(folder, target);
      if (archive.has(absolute)) relations.set(id, { type, target: absolute });
    },
  });
  return relations;
}

/** The one part of a type that a part refers to. */
export function relationOf(relations: Map<string, Relation>, type: string): string | undefined {
  return [...relations.values()].find((relation) => relation.type === type)?.target;
}
