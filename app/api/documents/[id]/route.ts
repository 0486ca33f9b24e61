import { AppError } from "@/lib/core";
import { findDocument } from "@/lib/documents";
import { DocumentId } from "@/lib/documents/schema";
import { route } from "@/lib/http";

/** GET /api/documents/:id: what is known of a document, without its text. */
export const GET = route({
  access: "user",
  params: DocumentId,
  handle: async ({ ctx, params }) => {
    const document = await findDocument(ctx, params.id);
    if (!document) throw new AppError("not_found", "This document was never read.");
    return Response.json(document);
  },
});
