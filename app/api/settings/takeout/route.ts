import { grantTakeout } from "@/lib/auth";
import { TakeoutInput, TakeoutQuery } from "@/lib/auth/schema";
import { route, visitOf } from "@/lib/http";
import { openTakeout } from "@/lib/takeout";

/** POST /api/settings/takeout: asks for the password again, and answers where everything can be downloaded. */
export const POST = route({
  access: "user",
  limit: "account",
  body: TakeoutInput,
  handle: async ({ ctx, body, request }) =>
    Response.json(await grantTakeout(ctx, { ...body, ...visitOf(request) }), { status: 201 }),
});

/** GET /api/settings/takeout: everything of the caller as a ZIP archive, written as it is taken. */
export const GET = route({
  access: "user",
  limit: "upload",
  query: TakeoutQuery,
  handle: async ({ ctx, query }) => {
    const archive = await openTakeout(ctx, query);
    const day = ctx.now.toISOString().slice(0, 10);
    return new Response(archive, {
      headers: {
        "content-type": "application/zip",
        "content-disposition": `attachment; filename="silica-${day}.zip"`,
      },
    });
  },
});
