import type { Tokens } from "marked";

export interface MathToken extends Tokens.Generic {
  type: "math";
  raw: string;
  tex: string;
  display: boolean;
  /** its end has not arrived yet */
  pending: boolean;
}

/** Stands at the end of a streamed text before a delimiter that was added to close what is still open. */
export const pendingMark = "\uE001";

const longest = 2_000;

/**
 * A formula at the beginning of `source`: `$…$`, `$$…$$`, `\(…\)` or `\[…\]`.
 *
 * A dollar sign opens only before something that is not a space, and closes only after something that is not a space and
 * not before a digit, so "$5 and $6" is money. What stands between single dollars must also look like a formula when it
 * begins with a digit: "$5-$10" is money, "$2x$" is not.
 */
export function readMath(source: string): MathToken | undefined {
  if (source.startsWith("$$")) return between(source, "$$", "$$", true);
  if (source.startsWith("\\(")) return between(source, "\\(", "\\)", false);
  if (source.startsWith("\\[")) return between(source, "\\[", "\\]", true);
  if (source[0] !== "$" || /[\s$]/.test(source[1] ?? " ")) return undefined;
  for (let end = 2; end < Math.min(source.length, longest); end++) {
    const character = source[end];
    if (character === "\n" && source[end + 1] === "\n") return undefined;
    if (character === "\\") {
      end++;
      continue;
    }
    if (character !== "$") continue;
    const tex = source.slice(1, end);
    if (/\s$/.test(tex) || /[\d$]/.test(source[end + 1] ?? "")) return undefined;
    if (/^\d/.test(tex) && !/[\\^_={}]|^\d*[.,]?\d+[a-zA-Z]?$|[a-z]\s*[-+*/<>]/.test(tex)) return undefined;
    return token(source.slice(0, end + 1), tex, false);
  }
  return undefined;
}

function between(source: string, opening: string, closing: string, display: boolean): MathToken | undefined {
  const end = source.slice(0, 4 * longest).indexOf(closing, opening.length);
  if (end < 0) return undefined;
  const tex = source.slice(opening.length, end);
  if (!tex.trim() || /\n[ \t]*\n/.test(tex)) return undefined;
  return token(source.slice(0, end + closing.length), tex, display);
}

function token(raw: string, tex: string, display: boolean): MathToken {
  const pending = tex.endsWith(pendingMark);
  return { type: "math", raw, tex: (pending ? tex.slice(0, -1) : tex).trim(), display, pending };
}

/** Where a formula could begin next, for the text rule to stop at. */
export function nextMath(source: string): number | undefined {
  const found = /\$|\\[([]/.exec(source);
  return found?.index;
}
