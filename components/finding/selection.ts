/** As many conversations can be chosen at once. See lib/chat/folders-schema.ts. */
export const mostSelected = 200;

export function toggle(before: ReadonlySet<string>, id: string, most = mostSelected): ReadonlySet<string> {
  const after = new Set(before);
  if (!after.delete(id) && after.size < most) after.add(id);
  return after;
}

/** Adds everything from one to another, in whichever direction. */
export function extend(
  before: ReadonlySet<string>,
  order: readonly string[],
  from: string,
  to: string,
  most = mostSelected,
): ReadonlySet<string> {
  const ends = [order.indexOf(from), order.indexOf(to)].sort((first, second) => first - second) as [number, number];
  const range = ends[0] < 0 ? [to] : order.slice(ends[0], ends[1] + 1);
  return new Set([...before, ...range].slice(0, most));
}
