import { route } from "@/lib/http";
import { openZip, selectItems } from "@/lib/library";
import { ItemsInput, ZipQuery } from "@/lib/library/schema";

/** POST /api/library/zip: remembers a selection for a quarter of an hour, to be downloaded by GET. */
export const POST = route({
  access: "user",
  body: ItemsInput,
  handle: async ({ ctx, body }) => Response.json(await selectItems(ctx, body), { status: 201 }),
});

/** GET /api/library/zip: the archive, written as it is taken. */
export const GET = route({
  access: "user",
  limit: "upload",
  query: ZipQuery,
  handle: async ({ ctx, query }) => {
    const day = ctx.now.toISOString().slice(0, 10);
    return new Response(await openZip(ctx, query), {
      headers: {
        "content-type": "application/zip",
        "content-disposition": `attachment; filename="library-${day}.zip"`,
      },
    });
  },
});
