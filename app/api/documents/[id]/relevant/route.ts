import { relevantPages } from "@/lib/documents";
import { DocumentId, RelevantPagesInput } from "@/lib/documents/schema";
import { route } from "@/lib/http";

/** POST /api/documents/:id/relevant: which pages to send with a question. */
export const POST = route({
  access: "user",
  params: DocumentId,
  body: RelevantPagesInput,
  handle: async ({ ctx, params, body }) =>
    Response.json({ pages: await relevantPages(ctx, { assetId: params.id, ...body }) }),
});
