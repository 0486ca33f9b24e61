/** How the numbers of a cell style are meant. */
export type NumberMeaning = "number" | "date" | "time" | "moment" | "percent";

/** Formats that every workbook has without declaring them. */
const builtIn: Record<number, NumberMeaning> = {
  9: "percent",
  10: "percent",
  14: "date",
  15: "date",
  16: "date",
  17: "date",
  18: "time",
  19: "time",
  20: "time",
  21: "time",
  22: "moment",
  27: "date",
  28: "date",
  29: "date",
  30: "date",
  31: "date",
  36: "date",
  45: "time",
  46: "time",
  47: "time",
  50: "date",
  57: "date",
  58: "date",
};

/** What a number format is for, by its id and, where the workbook declares it, its code. */
export function meaningOf(id: number, code: string | undefined): NumberMeaning {
  if (code === undefined) return builtIn[id] ?? "number";
  // Words in quotes, escaped characters and colours are decoration.
  const bare = code.split(";", 1)[0]!.replace(/"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]/gi, "");
  if (bare.includes("%")) return "percent";
  const time = /[hs]/i.test(bare);
  // m is the month, unless hours or seconds stand beside it.
  const date = /[yd]/i.test(bare) || (!time && /m/i.test(bare));
  if (date) return time ? "moment" : "date";
  return time ? "time" : "number";
}

const DAY_MS = 86_400_000;

/** A cell's number as people write it. Days count from the end of 1899, or from 1904 in files of old Macs. */
export function formatNumber(raw: string, meaning: NumberMeaning, from1904: boolean): string {
  const value = Number(raw);
  if (raw.trim() === "" || !Number.isFinite(value)) return raw;
  if (meaning === "number") return tidy(value);
  if (meaning === "percent") return `${tidy(value * 100)}%`;
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, value < 60 ? 31 : 30);
  const at = new Date(epoch + Math.round(value * DAY_MS));
  if (value < 0 || Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999) return tidy(value);
  const [date, time] = [at.toISOString().slice(0, 10), at.toISOString().slice(11, 19)];
  if (meaning === "time" && value < 1) return time;
  return meaning === "date" && Number.isInteger(value) ? date : `${date} ${time}`;
}

/** Without what binary fractions leave behind: 0.30000000000000004 was typed as 0.3. */
function tidy(value: number): string {
  return String(Number(value.toPrecision(15)));
}
