import { redeemTakeout } from "@/lib/auth";
import { exportConversations } from "@/lib/chat";
import { ExportInput } from "@/lib/chat/schema";
import { route } from "@/lib/http";

const types = { json: "application/json", markdown: "text/markdown" } as const;

/**
 * GET /api/conversations/export: one or several of the caller's own as a file, read as it is sent; all of them only
 * with the link that `POST /api/settings/takeout` gives for the password.
 */
export const GET = route({
  access: "user",
  query: ExportInput,
  handle: async ({ ctx, query: { token, ...query } }) => {
    if (!query.ids) await redeemTakeout(ctx, token ?? "");
    const { pieces, fileName } = await exportConversations(ctx, query);
    return new Response(streamOf(pieces), {
      headers: {
        "content-type": `${types[query.format]}; charset=utf-8`,
        "content-disposition": `attachment; filename="export.${query.format === "json" ? "json" : "md"}"; filename*=UTF-8''${encodeURIComponent(fileName).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)}`,
      },
    });
  },
});

function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
