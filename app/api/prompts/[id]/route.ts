import { route } from "@/lib/http";
import { deletePrompt, updatePrompt } from "@/lib/prompts";
import { PromptParams, UpdatePromptInput } from "@/lib/prompts/schema";

/** PATCH /api/prompts/:id: the caller's own; administrators also shared ones. */
export const PATCH = route({
  access: "user",
  params: PromptParams,
  body: UpdatePromptInput,
  handle: async ({ ctx, params, body }) => Response.json({ prompt: await updatePrompt(ctx, { ...body, ...params }) }),
});

/** DELETE /api/prompts/:id */
export const DELETE = route({
  access: "user",
  params: PromptParams,
  handle: async ({ ctx, params }) => {
    await deletePrompt(ctx, params);
    return new Response(null, { status: 204 });
  },
});
