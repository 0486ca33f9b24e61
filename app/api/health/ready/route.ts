import { AppError } from "@/lib/core";
import { route } from "@/lib/http";

/** Asked once at a time, however many probes come. */
let asking: Promise<unknown> | undefined;

/** GET /api/health/ready: the process can serve, since the database answers. */
export const GET = route({
  access: "probe",
  handle: async ({ ctx }) => {
    try {
      await (asking ??= ctx.db.$queryRaw`select 1`.finally(() => (asking = undefined)));
    } catch (error) {
      throw new AppError("unavailable", "The database does not answer.", {
        cause: error,
        retryAfterMs: 1_000,
        reason: "database",
      });
    }
    return Response.json({ status: "ready" });
  },
});
