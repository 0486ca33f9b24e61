import { isAppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { env } from "@/lib/env";
import { checkArguments, parseArguments } from "./arguments";
import { cleanText } from "./clean-text";
import type { ReadyTool, ToolResult, ToolSite } from "./toolbox";

/** Why arguments cannot be used, in words for the model. */
export function problemOf({ definition }: ReadyTool, argumentsText: string): string | undefined {
  try {
    checkArguments(definition.parameters, parseArguments(argumentsText));
    return undefined;
  } catch (error) {
    return isAppError(error) ? error.message : "The arguments could not be checked.";
  }
}

/**
 * Makes one call, whatever the model wrote. Never fails: broken arguments, a failing tool and one that takes too long
 * become a result that says so.
 */
export async function runCall(
  ctx: Context,
  tool: ReadyTool,
  argumentsText: string,
  site: ToolSite,
): Promise<ToolResult> {
  const tooLong = AbortSignal.timeout(tool.timeoutMs ?? env().TOOL_TIMEOUT_MS);
  const signal = AbortSignal.any([site.signal, tooLong]);
  try {
    const plain = parseArguments(argumentsText);
    checkArguments(tool.definition.parameters, plain);
    const input = tool.exactNumbers ? parseArguments(argumentsText, { exactNumbers: true }) : plain;
    const result = await Promise.race([tool.call(ctx, input, { ...site, signal }), aborted(signal)]);
    return { ...result, text: cleanText(result.text) };
  } catch (error) {
    return { ok: false, text: explain(error, site.signal, tooLong) };
  }
}

function explain(error: unknown, stopped: AbortSignal, tooLong: AbortSignal): string {
  if (stopped.aborted) return "The call was stopped.";
  if (tooLong.aborted) return "The tool took too long and was given up.";
  // Foreign errors may repeat what was sent, secrets included.
  return isAppError(error) ? error.message : "The tool failed.";
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = () => reject(new Error("aborted"));
    if (signal.aborted) fail();
    else signal.addEventListener("abort", fail, { once: true });
  });
}
