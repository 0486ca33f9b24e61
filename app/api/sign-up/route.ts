import { signUp } from "@/lib/auth";
import { SignUpInput } from "@/lib/auth/schema";
import { route, visitOf } from "@/lib/http";

/** POST /api/sign-up: creates an account, by invitation or where sign-up is open, and signs in. */
export const POST = route({
  access: "public",
  limit: "account",
  body: SignUpInput,
  handle: async ({ ctx, body, request }) => {
    const { account, setCookie } = await signUp(ctx, { ...body, ...visitOf(request) });
    return Response.json({ account }, { status: 201, headers: { "set-cookie": setCookie } });
  },
});
