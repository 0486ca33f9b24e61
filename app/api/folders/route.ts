import { createFolder, listFolders } from "@/lib/chat";
import { CreateFolderInput } from "@/lib/chat/schema";
import { route } from "@/lib/http";

/** GET /api/folders: all of them, by name. */
export const GET = route({
  access: "user",
  handle: async ({ ctx }) => Response.json({ folders: await listFolders(ctx) }),
});

/** POST /api/folders */
export const POST = route({
  access: "user",
  body: CreateFolderInput,
  handle: async ({ ctx, body }) => Response.json({ folder: await createFolder(ctx, body) }, { status: 201 }),
});
