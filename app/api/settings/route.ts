import { readAccount, updateProfile } from "@/lib/auth";
import { ProfileInput } from "@/lib/auth/schema";
import { route } from "@/lib/http";

/** GET /api/settings: the caller's account. */
export const GET = route({
  access: "user",
  handle: async ({ ctx }) => Response.json({ account: await readAccount(ctx) }),
});

/** PATCH /api/settings: name, language, theme. */
export const PATCH = route({
  access: "user",
  body: ProfileInput,
  handle: async ({ ctx, body }) => Response.json({ account: await updateProfile(ctx, body) }),
});
