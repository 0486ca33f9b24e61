import type { Context } from "@/lib/db";

/** A function as a model is told of it. */
export interface ToolDefinition {
  name: string;
  description: string;
  /** JSON Schema of an object */
  parameters: Record<string, unknown>;
}

/** In which answer a call is made. */
export interface ToolSite {
  /** fires when the answer is stopped */
  signal: AbortSignal;
  userId: string;
  conversationId: string;
}

/** What a call came to. A failure is an answer like another: the model is told of it. */
export interface ToolResult {
  ok: boolean;
  /** what the model is told */
  text: string;
  /** where the call itself cost money */
  costNanos?: bigint;
  /** pictures it made */
  assetIds?: string[];
}

/** A tool that can be called, wherever it comes from. `call` may fail; who calls it makes an answer of the failure. */
export interface ReadyTool {
  definition: ToolDefinition;
  /** its person is asked before each call */
  asks: boolean;
  /** what a call costs at most, where it costs money */
  price?: bigint;
  /** shorter or longer than TOOL_TIMEOUT_MS */
  timeoutMs?: number;
  /** numbers reach it as they were written, as texts */
  exactNumbers?: boolean;
  call(ctx: Context, input: Record<string, unknown>, site: ToolSite): Promise<ToolResult>;
}

/** The tools of one answer. */
export interface Toolbox {
  readonly definitions: readonly ToolDefinition[];
  /** estimate of what the definitions add to a prompt */
  readonly tokens: number;
  /** how often the answer may ask its model */
  readonly mostSteps: number;
  needsConsent(name: string): boolean;
  /** what a call costs at most, where it costs money */
  priceOf(name: string): bigint | undefined;
  /** Why a call cannot be made, in words for the model: an unknown name, arguments that are broken or do not fit. */
  problemOf(name: string, argumentsText: string): string | undefined;
  /** Never fails: whatever happens is a result. An unknown name is one too. */
  call(name: string, argumentsText: string, site: ToolSite): Promise<ToolResult>;
  /** Ends connections that calls have opened. */
  close(): Promise<void>;
}
