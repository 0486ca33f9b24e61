import { route } from "@/lib/http";
import { checkSample } from "@/lib/voices";
import { CheckSampleInput } from "@/lib/voices/schema";

/** POST /api/voices/check: how a part of a recording would do as the sample of a voice. */
export const POST = route({
  access: "user",
  body: CheckSampleInput,
  handle: async ({ ctx, body }) => Response.json(await checkSample(ctx, body)),
});
