import { deleteFolder, findFolder, updateFolder } from "@/lib/chat";
import { FolderParams, UpdateFolderInput } from "@/lib/chat/schema";
import { route } from "@/lib/http";

/** GET /api/folders/:id */
export const GET = route({
  access: "user",
  params: FolderParams,
  handle: async ({ ctx, params }) => Response.json({ folder: await findFolder(ctx, params) }),
});

/** PATCH /api/folders/:id: name, and what new conversations in it start with. */
export const PATCH = route({
  access: "user",
  params: FolderParams,
  body: UpdateFolderInput,
  handle: async ({ ctx, params, body }) => Response.json({ folder: await updateFolder(ctx, { ...body, ...params }) }),
});

/** DELETE /api/folders/:id: its conversations stay. */
export const DELETE = route({
  access: "user",
  params: FolderParams,
  handle: async ({ ctx, params }) => {
    await deleteFolder(ctx, params);
    return new Response(null, { status: 204 });
  },
});
