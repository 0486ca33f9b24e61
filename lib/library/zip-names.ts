/** Longer ones do not fit into every file system, in Chinese sooner than in English. */
const MAX_LENGTH = 80;

const extensions: Record<string, string> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "video/mp4": "mp4",
  "video/webm": "webm",
  "audio/mpeg": "mp3",
  "audio/wav": "wav",
  "audio/ogg": "ogg",
};

/** What Windows keeps for itself, whatever follows the first dot. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu;

/**
 * Gives each file of an archive a name that every system takes and no other file of it has, also where small and
 * capital letters are the same: "Cat.png", "cat (2).png".
 */
export function createZipNames(taken: readonly string[] = []): (name: string, mediaType: string) => string {
  const used = new Set(taken.map(fold));
  return (name, mediaType) => {
    const [stem, extension] = split(safe(name), extensions[mediaType]);
    for (let number = 1; ; number++) {
      const candidate = `${stem}${number === 1 ? "" : ` (${number})`}${extension}`;
      if (used.has(fold(candidate))) continue;
      used.add(fold(candidate));
      return candidate;
    }
  };
}

const fold = (name: string) => name.normalize("NFC").toLowerCase();

function safe(name: string): string {
  const cleaned = name
    .toWellFormed()
    .normalize("NFC")
    .replace(/[<>:"/\\|?*\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, "_")
    .replace(/^[.\s]+|[.\s]+$/gu, "");
  if (cleaned === "") return "item";
  return reserved.test(cleaned) ? `_${cleaned}` : cleaned;
}

/** A name's stem and extension; where the type is known, the extension is the type's. */
function split(name: string, known: string | undefined): [stem: string, extension: string] {
  const [, before, last] = /^(.+)\.([\p{L}\p{N}]{1,5})$/u.exec(name) ?? [];
  const isOwn =
    known !== undefined && (last?.toLowerCase() === known || (known === "jpg" && /^jpeg$/iu.test(last ?? "")));
  const isExtension =
    last !== undefined && (known === undefined || isOwn || Object.values(extensions).includes(last.toLowerCase()));
  const stem = isExtension ? before! : name;
  const extension = isOwn || known === undefined ? (last && isExtension ? `.${last}` : "") : `.${known}`;
  return [
    [...stem]
      .slice(0, MAX_LENGTH)
      .join("")
      .replace(/[.\s]+$/u, "") || "item",
    extension,
  ];
}
