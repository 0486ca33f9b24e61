import { isUnderWay } from "@/components/creations/creation-list";
import type { Creation, CreationKind } from "@/lib/creations/schema";

/** Where what was made of a kind is shown. */
export const studioOf: Readonly<Record<CreationKind, string>> = {
  image: "/images",
  video: "/videos",
  speech: "/speech",
};

/** What a person should be told of a creation that has come to its end; nothing of what they cancelled themselves. */
export function noticeOf(creation: Creation): "done" | "failed" | undefined {
  if (isUnderWay(creation)) return undefined;
  const { calls } = creation;
  if (calls.some(({ outputs }) => outputs.some(({ state }) => state === "done"))) return "done";
  return calls.some(({ state }) => state === "failed" || state === "unknown") ? "failed" : undefined;
}

/** The address at which a creation is seen: one that is done large, everything else in its studio. */
export function addressOf(creation: Creation): string {
  const { id, kind, calls } = creation;
  const shown = calls.flatMap((call) => call.outputs).find(({ state, asset }) => state === "done" && asset);
  const search = new URLSearchParams({ creation: id, ...(shown && !isUnderWay(creation) && { item: shown.id }) });
  return `${studioOf[kind]}?${search}`;
}

/** How far the furthest of its calls has come, and the place of the next one while all of them wait. */
export function standOf({ calls }: Creation): { state: "waiting" | "working" | "saving"; place: number | null } {
  const states = calls.map(({ state }) => state);
  if (states.some((state) => state === "submitting" || state === "submitted" || state === "running")) {
    return { state: "working", place: null };
  }
  if (states.includes("waiting")) {
    const places = calls.flatMap(({ place }) => place ?? []);
    return { state: "waiting", place: places.length > 0 ? Math.min(...places) : null };
  }
  return { state: "saving", place: null };
}
