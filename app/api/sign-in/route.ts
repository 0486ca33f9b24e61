import { signIn } from "@/lib/auth";
import { SignInInput } from "@/lib/auth/schema";
import { route, visitOf } from "@/lib/http";

/** POST /api/sign-in: address and password; sets the session's cookie. */
export const POST = route({
  access: "public",
  body: SignInInput,
  handle: async ({ ctx, body, request }) => {
    const { account, setCookie } = await signIn(ctx, { ...body, ...visitOf(request) });
    return Response.json({ account }, { headers: { "set-cookie": setCookie } });
  },
});
