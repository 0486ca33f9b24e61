import { route } from "@/lib/http";

/** GET /api/health: the process is alive. */
export const GET = route({ access: "probe", handle: async () => Response.json({ status: "alive" }) });
