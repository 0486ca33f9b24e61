import { NextResponse, type NextRequest } from "next/server";
import { env } from "@/lib/env";

/**
 * Gives every page a fresh nonce and its headers, and spares signed-out visitors a flash. It authorises nothing: pages
 * and verbs ask the database themselves.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const { APP_URL, NODE_ENV } = env();
  const policy = contentPolicy(crypto.randomUUID().replaceAll("-", ""), NODE_ENV === "development");

  // A form sent before its script has come: the page again, and nothing of the form in an address.
  if (request.method === "POST") return withHeaders(NextResponse.redirect(new URL(request.url), 303), policy, APP_URL);
  if (request.method !== "GET" && request.method !== "HEAD")
    return withHeaders(new NextResponse(null, { status: 405, headers: { allow: "GET, HEAD" } }), policy, APP_URL);

  if (!isPublic(pathname) && !hasSessionCookie(request)) {
    const next = pathname === "/" ? "" : `?next=${encodeURIComponent(pathname + search)}`;
    return withHeaders(NextResponse.redirect(new URL(`/sign-in${next}`, APP_URL)), policy, APP_URL);
  }

  const headers = new Headers(request.headers);
  // Next takes the nonce for its own scripts from here.
  headers.set("content-security-policy", policy);
  headers.set("x-silica-path", pathname + search);
  const response = withHeaders(NextResponse.next({ request: { headers } }), policy, APP_URL);
  if (isShare(pathname)) response.headers.set("x-robots-tag", "noindex, nofollow, noarchive");
  return response;
}

function isPublic(pathname: string): boolean {
  return /^\/(sign-in|sign-up|setup)\/?$/.test(pathname) || isShare(pathname);
}

/** Read by anyone who has the link, and by no machine that collects pages. */
function isShare(pathname: string): boolean {
  return /^\/share\/(?:item\/)?[\w-]+\/?$/.test(pathname);
}

function hasSessionCookie(request: NextRequest): boolean {
  return request.cookies.has("silica.session") || request.cookies.has("__Host-silica.session");
}

function contentPolicy(nonce: string, development: boolean): string {
  return [
    "default-src 'none'",
    // React rebuilds server stack traces with eval while developing; a production build never does.
    `script-src 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "media-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function withHeaders(response: NextResponse, policy: string, appUrl: string): NextResponse {
  const { headers } = response;
  headers.set("content-security-policy", policy);
  headers.set("x-content-type-options", "nosniff");
  headers.set("x-frame-options", "DENY");
  headers.set("referrer-policy", "no-referrer");
  headers.set("cross-origin-opener-policy", "same-origin");
  headers.set("cross-origin-resource-policy", "same-origin");
  headers.set(
    "permissions-policy",
    "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(self), midi=(), payment=(), usb=()",
  );
  headers.set("cache-control", "private, no-store");
  if (appUrl.startsWith("https:")) headers.set("strict-transport-security", "max-age=63072000; includeSubDomains");
  return response;
}

export const config = {
  // The API answers for itself, and a body that passes here is cut at 10 MB.
  matcher: ["/((?!api/|v1/|_next/static|_next/image|icon\\.svg|favicon\\.ico|robots\\.txt).*)"],
};
