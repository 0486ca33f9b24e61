import { completeSetup } from "@/lib/auth";
import { SetupInput } from "@/lib/auth/schema";
import { route, visitOf } from "@/lib/http";

/** POST /api/setup: creates the administrator that a setup link stands for, and signs in. */
export const POST = route({
  access: "public",
  limit: "account",
  body: SetupInput,
  handle: async ({ ctx, body, request }) => {
    const { account, setCookie } = await completeSetup(ctx, { ...body, ...visitOf(request) });
    return Response.json({ account }, { status: 201, headers: { "set-cookie": setCookie } });
  },
});
