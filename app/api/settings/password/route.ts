import { changePassword } from "@/lib/auth";
import { PasswordInput } from "@/lib/auth/schema";
import { route, visitOf } from "@/lib/http";

/** POST /api/settings/password: ends every session and gives this browser a new one. */
export const POST = route({
  access: "user",
  limit: "account",
  body: PasswordInput,
  handle: async ({ ctx, body, request }) => {
    const { setCookie } = await changePassword(ctx, { ...body, ...visitOf(request) });
    return new Response(null, { status: 204, headers: { "set-cookie": setCookie } });
  },
});
