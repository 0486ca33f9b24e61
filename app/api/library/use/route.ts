import { route } from "@/lib/http";
import { storageUse } from "@/lib/storage";

/** GET /api/library/use: what the caller's files take, and may take. */
export const GET = route({
  access: "user",
  handle: async ({ ctx }) => Response.json({ use: await storageUse(ctx) }),
});
