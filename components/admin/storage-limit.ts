const GB = 1e9;

/** What a person typed as a limit in GB: empty is the installation's, 0 is none, undefined what is no amount. */
export function readStorageLimit(text: string): string | undefined {
  const amount = text.trim().replace(",", ".");
  if (amount === "") return "standard";
  if (!/^\d{1,6}(\.\d{1,3})?$/.test(amount)) return undefined;
  const bytes = Math.round(Number(amount) * GB);
  return bytes === 0 ? "none" : String(bytes);
}

/** The same the other way round. */
export function writtenStorageLimit({
  ownLimit,
  limitBytes,
}: {
  ownLimit: boolean;
  limitBytes: number | null;
}): string {
  if (!ownLimit) return "";
  return limitBytes === null ? "0" : String(Math.max(1, Math.round(limitBytes / 1e6)) / 1e3);
}
