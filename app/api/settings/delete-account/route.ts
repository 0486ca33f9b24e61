import { deleteAccount } from "@/lib/auth";
import { DeleteAccountInput } from "@/lib/auth/schema";
import { route, visitOf } from "@/lib/http";

/** POST /api/settings/delete-account: for good; asks for the password again. */
export const POST = route({
  access: "user",
  limit: "account",
  body: DeleteAccountInput,
  handle: async ({ ctx, body, request }) => {
    const { setCookie } = await deleteAccount(ctx, { ...body, ...visitOf(request) });
    return new Response(null, { status: 204, headers: { "set-cookie": setCookie } });
  },
});
