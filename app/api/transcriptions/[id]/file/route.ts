import { route } from "@/lib/http";
import { contentDisposition } from "@/lib/media";
import { transcriptionFile } from "@/lib/transcriptions";
import { TranscriptionFileQuery, TranscriptionParams } from "@/lib/transcriptions/schema";

/** GET /api/transcriptions/:id/file?as=txt|srt: what was said, to be saved. */
export const GET = route({
  access: "user",
  params: TranscriptionParams,
  query: TranscriptionFileQuery,
  handle: async ({ ctx, params, query }) => {
    const { name, mediaType, text } = await transcriptionFile(ctx, { ...params, ...query });
    const headers = {
      "content-type": mediaType,
      "content-disposition": contentDisposition("attachment", name),
      "x-content-type-options": "nosniff",
    };
    return new Response(text, { headers });
  },
});
