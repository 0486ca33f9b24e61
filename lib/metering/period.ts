/** The quota period a moment belongs to: its month in UTC, "2026-11". */
export function periodOf(at: Date): string {
  return at.toISOString().slice(0, 7);
}

/** When the period after this moment's begins. */
export function periodEnd(at: Date): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1));
}

/** Midnight UTC of a moment's day. */
export function dayOf(at: Date): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()));
}
