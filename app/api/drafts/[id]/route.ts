import { findDraft, saveDraft } from "@/lib/chat";
import { DraftParams, SaveDraftInput } from "@/lib/chat/schema";
import { route } from "@/lib/http";

/** GET /api/drafts/:id: what is in the composer of a conversation, or of the page for a new one (`new`). */
export const GET = route({
  access: "user",
  params: DraftParams,
  handle: async ({ ctx, params }) => Response.json(await findDraft(ctx, params)),
});

/** PUT /api/drafts/:id: keeps it; an empty text removes it. */
export const PUT = route({
  access: "user",
  params: DraftParams,
  body: SaveDraftInput,
  maxBodyBytes: 4_500_000,
  handle: async ({ ctx, params, body }) => {
    await saveDraft(ctx, { ...body, ...params });
    return new Response(null, { status: 204 });
  },
});
