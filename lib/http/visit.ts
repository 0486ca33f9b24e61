import type { Visit } from "@/lib/auth/schema";
import { clientAddress } from "./limits";

/** From where a request comes, for verbs that count attempts or show sessions. */
export function visitOf(request: Request): Visit {
  return { clientAddress: clientAddress(request), userAgent: request.headers.get("user-agent") ?? "" };
}
