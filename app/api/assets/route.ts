import { route } from "@/lib/http";
import { upload } from "@/lib/media";
import { UploadQuery } from "@/lib/media/schema";

/** POST /api/assets?kind=picture|document|audio&name=…: keeps the body, a file as it is; 201 with the asset. */
export const POST = route({
  access: "user",
  limit: "upload",
  query: UploadQuery,
  handle: async ({ ctx, query, request }) => {
    const asset = await upload(ctx, { ...query, headers: request.headers, body: request.body });
    return Response.json({ asset }, { status: 201 });
  },
});
