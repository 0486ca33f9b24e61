import type { Context } from "@/lib/db";
import { acceptedParameters, type ModelSummary } from "@/lib/models/schema";
import { resolveTools, type Toolbox } from "@/lib/tools";
import type { ChatParameters } from "./schema";

/**
 * What the model may call in an answer: nothing where it cannot, where no tools are chosen, and where the answer is to
 * be JSON, since that mode leaves no room for calls.
 */
export async function findToolbox(
  ctx: Context,
  model: ModelSummary,
  parameters: ChatParameters,
  timeZone: string | undefined,
): Promise<Toolbox | undefined> {
  if (!model.capabilities.tools || !parameters.tools?.length) return undefined;
  if (acceptedParameters(model, parameters).responseFormat) return undefined;
  const toolbox = await resolveTools(ctx, parameters.tools, timeZone);
  return toolbox.definitions.length > 0 ? toolbox : undefined;
}
