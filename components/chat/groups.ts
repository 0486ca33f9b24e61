import type { ConversationSummary } from "@/lib/chat/schema";

export type Period = "pinned" | "today" | "yesterday" | "week" | "month" | "earlier";

export type Row =
  | { type: "heading"; key: string; period: Period; month: string | undefined }
  | { type: "conversation"; key: string; conversation: ConversationSummary };

/**
 * The list as rows: the pinned ones, then by the day of the last message in the reader's time zone, then by month.
 * @param now milliseconds
 * @param zone utc where the reader's own is not known yet: on the server
 */
export function toRows(
  pinned: readonly ConversationSummary[],
  items: readonly ConversationSummary[],
  now: number,
  zone: "local" | "utc" = "local",
): Row[] {
  const rows: Row[] = [];
  const add = (period: Period, month: string | undefined, conversation: ConversationSummary) => {
    const key = month ?? period;
    if (rows.findLast((row) => row.type === "heading")?.key !== key) rows.push({ type: "heading", key, period, month });
    rows.push({ type: "conversation", key: conversation.id, conversation });
  };
  for (const conversation of pinned) add("pinned", undefined, conversation);
  const today = startOfDay(now, 0, zone);
  const bounds: [Period, number][] = [
    ["today", today],
    ["yesterday", startOfDay(now, 1, zone)],
    ["week", startOfDay(now, 7, zone)],
    ["month", startOfDay(now, 30, zone)],
  ];
  for (const conversation of items) {
    const time = Date.parse(conversation.updatedAt);
    const period = bounds.find(([, from]) => time >= from)?.[0];
    if (period) add(period, undefined, conversation);
    else add("earlier", conversation.updatedAt.slice(0, 7), conversation);
  }
  return rows;
}

function startOfDay(now: number, daysAgo: number, zone: "local" | "utc"): number {
  const day = new Date(now);
  if (zone === "utc") return Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() - daysAgo);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() - daysAgo).getTime();
}
