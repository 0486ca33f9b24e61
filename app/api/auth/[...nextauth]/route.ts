import { handleOutside } from "@/lib/auth";
import { OutsideInput, OutsideParams } from "@/lib/auth/schema";
import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { log, route } from "@/lib/http";

/** GET /api/auth/csrf and /api/auth/callback/:provider: the token of our forms; the way back from a provider. */
export const GET = route({
  access: "public",
  params: OutsideParams,
  handle: async ({ ctx, params, request }) => handle(ctx, request, params),
});

/** POST /api/auth/signin/:provider and /api/auth/signout: answer with the address to go to. */
export const POST = route({
  access: "public",
  limit: "account",
  params: OutsideParams,
  body: OutsideInput,
  handle: async ({ ctx, params, body, request }) => handle(ctx, request, params, body),
});

async function handle(ctx: Context, request: Request, params: OutsideParams, body?: OutsideInput): Promise<Response> {
  const [action = "", provider] = params.nextauth;
  const response = await handleOutside(ctx, {
    action,
    provider,
    method: request.method,
    headers: request.headers,
    query: Object.fromEntries(new URL(request.url).searchParams),
    body,
    onProblem: (code, cause) => log("warn", "outside sign-in failed", { code, provider, cause }),
  });
  if (!response) throw new AppError("not_found", "There is nothing here.");
  return response;
}
