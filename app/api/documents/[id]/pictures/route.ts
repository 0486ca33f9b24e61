import { renderPages } from "@/lib/documents";
import { DocumentId, RenderPagesInput } from "@/lib/documents/schema";
import { route } from "@/lib/http";

/** POST /api/documents/:id/pictures: pages of a PDF as pictures. */
export const POST = route({
  access: "user",
  limit: "generation",
  params: DocumentId,
  body: RenderPagesInput,
  handle: async ({ ctx, params, body }) =>
    Response.json({ assets: await renderPages(ctx, { assetId: params.id, ...body }) }),
});
