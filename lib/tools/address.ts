/** What may stand where a place for an argument is: the letters of JSON property names that models use. */
const place = /\{([A-Za-z_][\w-]{0,63})\}/g;
const marker = "silica0place0";
const marked = new RegExp(`${marker}([\\w-]+?)${marker}`, "g");

export type AddressProblem = "address" | "place_in_host" | "place_in_name" | "credentials" | "fragment";

/**
 * What is wrong with an address that has {places} for arguments. They may stand inside the path and inside values of
 * the query: nowhere else, so that what a model writes can choose neither the host nor what is sent there by name.
 */
export function addressProblem(template: string): AddressProblem | undefined {
  const filled = template.replace(place, marker);
  const url = /^https?:\/\//i.test(filled) && !/[\s{}\\]/.test(filled) ? URL.parse(filled) : null;
  if (!url) return "address";
  if (url.username !== "" || url.password !== "") return "credentials";
  if (url.hash !== "" || template.includes("#")) return "fragment";
  if (url.host.toLowerCase().includes(marker)) return "place_in_host";
  if ([...url.searchParams.keys()].some((name) => name.includes(marker))) return "place_in_name";
  return undefined;
}

/** The names of the places, each once. */
export function placesOf(template: string): string[] {
  return [...new Set(Array.from(template.matchAll(place), ([, name]) => name!))];
}

/**
 * The address with arguments at its places, each encoded whole. An argument cannot leave its place: a path that it
 * would change in shape is refused.
 * @returns undefined where an argument would change the address beyond its place
 */
export function fillAddress(template: string, values: Readonly<Record<string, unknown>>): URL | undefined {
  const encoded = (name: string) => encodeURIComponent(textOf(values[name]).toWellFormed());
  const filled = URL.parse(template.replace(place, (_, name: string) => encoded(name)));
  const expected = URL.parse(template.replace(place, (_, name: string) => `${marker}${name}${marker}`));
  if (!filled || !expected || filled.origin !== expected.origin) return undefined;
  // Dots alone would be resolved away, and the path be another one.
  const path = expected.pathname.replace(marked, (_, name: string) => encoded(name));
  return filled.pathname === path && filled.searchParams.size === expected.searchParams.size ? filled : undefined;
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value as string | number | boolean);
}
