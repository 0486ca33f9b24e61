import { route } from "@/lib/http";
import { startImages } from "@/lib/images";
import { StartImagesInput } from "@/lib/images/schema";

/** POST /api/images: pictures are to be made. The server goes on with it whoever stays to watch. */
export const POST = route({
  access: "user",
  limit: "generation",
  body: StartImagesInput,
  handle: async ({ ctx, body }) => Response.json({ creation: await startImages(ctx, body) }, { status: 202 }),
});
