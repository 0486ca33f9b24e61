import { route } from "@/lib/http";

/** GET /api/health: the process is alive. */
export const GET = route({ access: "public", handle: async () => Response.json({ status: "alive" }) });
