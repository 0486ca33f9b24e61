import { AppError } from "@/lib/core";
import { seal, unseal } from "./secrets";

interface Stored {
  url: string;
  secrets: string | null;
}

/**
 * The headers a form asks for: new values as given, the others as they are stored. Stored values stay with the origin
 * they were entered for.
 * @throws AppError `invalid_input` with reason `secret_again`
 */
export function mergeHeaders(
  headers: readonly { name: string; value?: string | undefined }[],
  url: string,
  rowId: string,
  stored: Stored | undefined,
): Record<string, string> {
  const keeps = headers.some(({ value }) => value === undefined);
  const old = keeps && stored?.secrets ? unseal(stored.secrets, rowId) : {};
  const sameOrigin = stored !== undefined && URL.parse(stored.url)?.origin === URL.parse(url)?.origin;
  return Object.fromEntries(
    headers.map(({ name, value }) => {
      if (value !== undefined) return [name, value];
      const kept = sameOrigin
        ? Object.entries(old).find(([known]) => known.toLowerCase() === name.toLowerCase())
        : undefined;
      if (!kept) {
        throw new AppError("invalid_input", `Enter the value of the header ${name} again.`, {
          field: "headers",
          reason: "secret_again",
        });
      }
      return [name, kept[1]];
    }),
  );
}

/** Headers as columns of a row. */
export function toColumns(headers: Record<string, string>, rowId: string) {
  const headerNames = Object.keys(headers);
  return { headerNames, secrets: headerNames.length > 0 ? seal(headers, rowId) : null };
}
