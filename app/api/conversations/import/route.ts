import { importConversations } from "@/lib/chat";
import { AppError } from "@/lib/core";
import { route } from "@/lib/http";

/** What a proxy in front is told to let through, see docs/operations.md. */
const maxBytes = 110_000_000;

/**
 * POST /api/conversations/import: the body is the file. The answer says what was taken and what was left; it comes once all of
 * it was read.
 */
export const POST = route({
  access: "user",
  limit: "account",
  handle: async ({ ctx, request }) => {
    if (Number(request.headers.get("content-length") ?? 0) > maxBytes) {
      throw new AppError("too_large", `The file is larger than ${maxBytes} bytes.`, {
        field: "body",
        reason: "import",
      });
    }
    const body = (request.body ?? []) as AsyncIterable<Uint8Array>;
    return Response.json({ report: await importConversations(ctx, { body, maxBytes }) });
  },
});
