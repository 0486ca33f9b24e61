import { route } from "@/lib/http";
import { lastStorageCheck, startStorageCheck } from "@/lib/storage";
import { StorageCheckInput } from "@/lib/storage/schema";

/** POST /api/admin/storage/check: begins to compare rows and files, or joins the comparison under way; 202. */
export const POST = route({
  access: "admin",
  body: StorageCheckInput,
  handle: async ({ ctx, body }) => {
    await startStorageCheck(ctx, body);
    return Response.json({ check: await lastStorageCheck(ctx) }, { status: 202 });
  },
});
