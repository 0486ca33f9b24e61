import { AppError } from "@/lib/core";
import { route } from "@/lib/http";

/** GET /api/health/ready: the process can serve, since the database answers. */
export const GET = route({
  access: "public",
  handle: async ({ ctx }) => {
    try {
      await ctx.db.$queryRaw`select 1`;
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
