/**
 * Fills a message: `{name}` inserts a value, `{name|one|other}` chooses by the number `name`.
 * A placeholder without a value stays as it is, so that the mistake is seen.
 */
export function format(template: string, values: Record<string, string | number>, locale = "en"): string {
  return template.replace(
    /\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g,
    (whole, name: string, one?: string, other?: string) => {
      const value = values[name];
      if (value === undefined) return whole;
      if (one !== undefined) return value === 1 ? one : (other ?? "");
      return typeof value === "number" ? new Intl.NumberFormat(locale).format(value) : value;
    },
  );
}
