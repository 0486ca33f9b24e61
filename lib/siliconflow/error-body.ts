import type { LimitKind } from "./schema";
import { isRecord } from "./usage";

/** What a failed answer's body gave away: its numeric code and the subject of its text, never the text. */
export interface ErrorBody {
  code?: number;
  limitKind?: LimitKind;
  hint?: "length" | "moderation" | "model" | "account" | "limit" | "overload" | "key";
}

/**
 * Reads any body the provider sends with a failure: an object with code and message, with message alone, with an
 * `error` object; a bare JSON string; plain text; a gateway's HTML page; nothing. Never throws.
 */
export function readErrorBody(text: string): ErrorBody {
  const trimmed = text.trim();
  if (!trimmed) return {};
  if (trimmed.startsWith("<")) return {};
  try {
    return errorOf(JSON.parse(trimmed)) ?? {};
  } catch {
    return subjectOf(trimmed.slice(0, 2_000));
  }
}

/**
 * The failure a parsed value stands for.
 * @returns undefined where the value does not look like one
 */
export function errorOf(value: unknown): ErrorBody | undefined {
  if (typeof value === "string") return subjectOf(value.slice(0, 2_000));
  if (!isRecord(value)) return undefined;
  if (isRecord(value.error)) return { ...codeOf(value.error.code), ...subjectOf(words(value.error)) };
  if (typeof value.error === "string") return { ...codeOf(value.code), ...subjectOf(value.error.slice(0, 2_000)) };
  const code = codeOf(value.code);
  if (code.code === undefined && typeof value.message !== "string") return undefined;
  return { ...code, ...subjectOf(words(value)) };
}

function words(value: Record<string, unknown>): string {
  return [value.message, value.type, value.code]
    .filter((part) => typeof part === "string")
    .join(" ")
    .slice(0, 2_000);
}

/** Success carries a code as well: 20000. */
function codeOf(value: unknown): { code?: number } {
  const code = typeof value === "string" && /^\d{3,6}$/.test(value) ? Number(value) : value;
  return typeof code === "number" && Number.isInteger(code) && code !== 20000 && code !== 0 ? { code } : {};
}

const subjects: readonly [RegExp, NonNullable<ErrorBody["hint"]>][] = [
  [/max_seq_len|context.{0,20}length|prompt_tokens|too many tokens|maximum context/i, "length"],
  [
    /moderation|sensitive (content|word|information)|content.{0,10}(policy|filter)|inappropriate|prohibited|敏感|违规/i,
    "moderation",
  ],
  [/model.{0,30}(does not exist|not found|not exist|disabled)/i, "model"],
  [/balance|insufficient|verif|real.?name|identity|arrear|余额|实名/i, "account"],
  [/api.?key|invalid token|unauthori[sz]ed/i, "key"],
  [/rate.?limit|too many requests/i, "limit"],
  [/overload|too busy|temporarily unavailable/i, "overload"],
];

function subjectOf(text: string): ErrorBody {
  const kind = /\b(RPM|RPH|RPD|TPM|TPD|IPM|IPD)\b/i.exec(text)?.[1]?.toUpperCase() as LimitKind | undefined;
  const daily = kind === undefined && /(per day|daily)/i.test(text) ? "RPD" : undefined;
  const hint = subjects.find(([pattern]) => pattern.test(text))?.[1];
  return { ...((kind ?? daily) && { limitKind: kind ?? daily }), ...(hint && { hint }) };
}
