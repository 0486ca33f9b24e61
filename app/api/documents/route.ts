import { readDocument } from "@/lib/documents";
import { ReadDocumentInput } from "@/lib/documents/schema";
import { route } from "@/lib/http";

/** POST /api/documents: has an uploaded file read; 202 while that goes on. */
export const POST = route({
  access: "user",
  limit: "generation",
  body: ReadDocumentInput,
  handle: async ({ ctx, body }) => {
    const document = await readDocument(ctx, body);
    return Response.json(document, { status: document.state === "reading" ? 202 : 200 });
  },
});
