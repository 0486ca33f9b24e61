import { route } from "@/lib/http";
import { importPicture } from "@/lib/media";
import { ImportPictureInput } from "@/lib/media/schema";

/** POST /api/assets/import: fetches a picture from an address and keeps it; 201 with the asset. */
export const POST = route({
  access: "user",
  limit: "upload",
  body: ImportPictureInput,
  handle: async ({ ctx, body }) => Response.json({ asset: await importPicture(ctx, body) }, { status: 201 }),
});
