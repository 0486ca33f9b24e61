import { signOut } from "@/lib/auth";
import { route } from "@/lib/http";

/** POST /api/sign-out: ends the session and takes its cookie away. */
export const POST = route({
  access: "public",
  handle: async ({ ctx }) => {
    const { setCookie } = await signOut(ctx);
    return new Response(null, { status: 204, headers: { "set-cookie": setCookie } });
  },
});
