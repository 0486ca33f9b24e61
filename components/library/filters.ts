import { assetKinds, type AssetKind } from "@/lib/media/schema";

/** What the address says of the library: the same words there as here. */
export interface Filters {
  kind?: AssetKind | undefined;
  origin?: "made" | "uploaded" | undefined;
  model?: string | undefined;
  /** days of the reader's calendar, "2026-11-23" */
  from?: string | undefined;
  until?: string | undefined;
  favourite?: boolean | undefined;
  q?: string | undefined;
  trash?: boolean | undefined;
}

interface Readable {
  get: (name: string) => string | null;
}

/** The filters of an address. What makes no sense there counts as not said. */
export function readFilters(search: Readable): Filters {
  const origin = search.get("origin");
  const kind = assetKinds.find((each) => each === search.get("kind"));
  const model = search.get("model") ?? "";
  const q = search.get("q")?.trim().slice(0, 200);
  const filters: Filters = {
    kind,
    origin: origin === "made" || origin === "uploaded" ? origin : undefined,
    model: /^[\w./:@+-]{1,200}$/.test(model) ? model : undefined,
    from: dayIn(search.get("from")),
    until: dayIn(search.get("until")),
    favourite: search.get("favourite") === "1" || undefined,
    q: q || undefined,
    trash: search.get("trash") === "1" || undefined,
  };
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
}

/** A day that the calendar has, and whose begin and end the server's four digits of a year can say in every time zone. */
function dayIn(text: string | null): string | undefined {
  if (!text || !/^\d{4}-\d\d-\d\d$/.test(text) || text <= "0001-01-01" || text >= "9999-12-31") return undefined;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? text : undefined;
}

/** The address of the library with these filters, and perhaps an item open. */
export function addressOf(filters: Filters, item?: string): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filters))
    if (value) search.set(name, value === true ? "1" : String(value));
  if (item) search.set("item", item);
  const text = search.toString();
  return text ? `/library?${text}` : "/library";
}

/** How the API is asked for them. Days begin and end where the reader is. */
export function queryOf({ q, from, until, ...rest }: Filters): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of Object.entries(rest)) if (value) query[name] = value === true ? "1" : value;
  if (q) query.query = q;
  if (from) query.from = new Date(`${from}T00:00:00`).toISOString();
  if (until) {
    const end = new Date(`${until}T00:00:00`);
    end.setDate(end.getDate() + 1);
    query.until = end.toISOString();
  }
  return query;
}

/** Whether anything is left out by them, besides looking into the trash. */
export function isNarrowed({ trash: _, ...filters }: Filters): boolean {
  return Object.values(filters).some(Boolean);
}
