import { decodeText } from "./encoding";
import { ReadingFailure } from "./failure";
import { kindByMediaType, kindByName, type DocumentKind } from "./kinds";

/** What the first bytes say: `office` is an archive that may be of Office, `old` the format before, which also wraps passwords. */
type Content = "pdf" | "office" | "old" | "other" | "unknown";

const signatures: [string, Content][] = [
  ["504b0304", "office"],
  ["504b0506", "office"],
  ["d0cf11e0a1b11ae1", "old"],
  ["7b5c727466", "other"], // RTF
  ["89504e470d0a1a0a", "other"],
  ["ffd8ff", "other"],
  ["47494638", "other"],
  ["52494646", "other"],
  ["49492a00", "other"],
  ["4d4d002a", "other"],
  ["1f8b", "other"],
  ["377abcaf271c", "other"],
  ["526172211a07", "other"],
  ["425a68", "other"],
  ["fd377a585a00", "other"],
  ["7f454c46", "other"],
  ["4d5a", "other"],
  ["cafebabe", "other"],
  ["feedface", "other"],
  ["cffaedfe", "other"],
  ["0061736d", "other"],
  ["494433", "other"],
  ["4f676753", "other"],
  ["664c6143", "other"],
  ["1a45dfa3", "other"],
  ["53514c69746520666f726d6174", "other"],
  ["38425053", "other"],
];

/**
 * Decides how a file is to be read. Its content must be what its name and its media type say: a file that is one thing
 * to a person and another to a program is not read at all.
 * @throws ReadingFailure `empty`, `disguised`, `damaged`, `unsupported`, or `encrypted`
 */
export function recognise(bytes: Buffer, name: string, mediaType: string): DocumentKind {
  if (!bytes.some((byte) => byte !== 0)) throw new ReadingFailure("empty");
  const named = kindByName(name);
  const typed = kindByMediaType(mediaType);
  if (named === "unread") throw new ReadingFailure("unsupported");
  if (named && typed && named !== typed) throw new ReadingFailure("disguised");
  const claimed = named ?? typed;
  const content = contentOf(bytes);
  switch (claimed) {
    case undefined:
      return unclaimed(bytes, content);
    case "pdf":
      return content === "pdf" ? "pdf" : refuse(bytes, content);
    case "docx":
    case "pptx":
    case "xlsx":
      if (content === "old") throw new ReadingFailure(isProtected(bytes) ? "encrypted" : "disguised");
      // Which of the three it is, its reader sees.
      return content === "office" ? claimed : refuse(bytes, content);
    default:
      if (content !== "unknown") throw new ReadingFailure("disguised");
      return claimed;
  }
}

function unclaimed(bytes: Buffer, content: Content): DocumentKind {
  if (content === "pdf") return "pdf";
  if (content === "old" && isProtected(bytes)) throw new ReadingFailure("encrypted");
  if (content !== "unknown" || !isReadable(bytes)) throw new ReadingFailure("unsupported");
  return "text";
}

/** Something else under a document's name, or a document whose beginning is lost. */
function refuse(bytes: Buffer, content: Content): never {
  throw new ReadingFailure(content !== "unknown" || isReadable(bytes) ? "disguised" : "damaged");
}

function contentOf(bytes: Buffer): Content {
  const head = bytes.subarray(0, 16).toString("hex");
  for (const [signature, content] of signatures) {
    // Two letters begin many a text; a program has its zeros soon after.
    if (head.startsWith(signature) && (signature.length > 6 || bytes.subarray(0, 512).includes(0))) return content;
  }
  if (head.startsWith("ffd8ff")) return "other";
  // Four bytes for a size, then the family's mark: MP4, HEIC, AVIF, QuickTime.
  if (bytes.subarray(4, 8).toString("latin1") === "ftyp") return "other";
  const start = bytes.subarray(0, 1024);
  const mark = start.indexOf("%PDF-");
  // Programs write a little before it; a text about the format is none.
  if (mark === 0 || (mark > 0 && /%PDF-\d\.\d\s/.test(start.toString("latin1")) && bytes.includes("startxref")))
    return "pdf";
  return "unknown";
}

/** An Office file with a password is wrapped into the older format, under this name. */
function isProtected(bytes: Buffer): boolean {
  return bytes.includes(Buffer.from("EncryptedPackage", "utf16le"));
}

function isReadable(bytes: Buffer): boolean {
  try {
    decodeText(bytes.subarray(0, 4096));
    return true;
  } catch {
    return false;
  }
}
