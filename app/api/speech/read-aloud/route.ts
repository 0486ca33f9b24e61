import { findMessageText } from "@/lib/chat";
import { route } from "@/lib/http";
import { readAloud } from "@/lib/speech";
import { ReadAloudInput } from "@/lib/speech/schema";

/** POST /api/speech/read-aloud: an answer is read. Asked for again, it is the same speech, paid once. */
export const POST = route({
  access: "user",
  limit: "generation",
  body: ReadAloudInput,
  handle: async ({ ctx, body }) => {
    const markdown = await findMessageText(ctx, { id: body.messageId });
    return Response.json(await readAloud(ctx, { ...body, markdown }), { status: 202 });
  },
});
