import { AppError } from "@/lib/core";
import { env } from "@/lib/env";

/**
 * Refuses requests that change something and do not come from our own pages. A cookie travels with every request a
 * browser makes, whoever caused it; these headers tell who did.
 * @throws AppError `forbidden`
 */
export function requireOwnOrigin(request: Request): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const site = request.headers.get("sec-fetch-site");
  if (site === "same-origin") return;
  const origin = request.headers.get("origin");
  const own = new URL(env().APP_URL).origin;
  if (site === null && origin === own) return;
  throw new AppError(
    "forbidden",
    "This request did not come from the application's own page. Open the application and try again.",
    {
      reason: "origin",
    },
  );
}
