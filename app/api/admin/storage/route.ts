import { route } from "@/lib/http";
import { lastStorageCheck, storagePlace, storageTotals } from "@/lib/storage";

/** GET /api/admin/storage: where files are, what they take, and the check under way or else the last one. */
export const GET = route({
  access: "admin",
  handle: async ({ ctx }) => {
    const [totals, check] = await Promise.all([storageTotals(ctx), lastStorageCheck(ctx)]);
    return Response.json({ ...storagePlace(), ...totals, check });
  },
});
