import type { Context } from "@/lib/db";
import { changeableBy, requirePerson } from "./access";
import { checkTool } from "./check-tool";
import { mergeHeaders } from "./headers";
import { callHttpTool } from "./http-tool";
import { noTool } from "./own-tools";
import { runCall } from "./run-call";
import type { TriedTool, TryToolInput } from "./schema";

/**
 * Calls a tool as it stands in its form, saved or not, as a model would.
 * @throws AppError `invalid_input` where the tool itself is wrong, `not_found` for another person's; what happens in
 *   the call is its result
 */
export async function tryTool(ctx: Context, { id, tool, arguments: text }: TryToolInput): Promise<TriedTool> {
  const userId = requirePerson(ctx);
  checkTool(tool);
  const stored = id === undefined ? undefined : await ctx.db.tool.findFirst({ where: { id, ...changeableBy(ctx) } });
  if (id !== undefined && !stored) throw noTool();
  const { name, description, parameters, method, url } = tool;
  const headers = mergeHeaders(tool.headers ?? [], url, id ?? "", stored ?? undefined);
  const startedAt = performance.now();
  const { ok, text: answer } = await runCall(
    ctx,
    {
      definition: { name, description, parameters },
      asks: false,
      call: async (_ctx, input, { signal }) => callHttpTool({ method, url, headers }, input, signal),
    },
    text,
    { signal: ctx.signal ?? new AbortController().signal, userId, conversationId: "" },
  );
  return { ok, text: answer, durationMs: Math.round(performance.now() - startedAt) };
}
