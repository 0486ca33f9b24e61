import type { Conversation, ConversationSummary, Message, Receipt } from "@/lib/chat/schema";
import type { ModelSummary } from "@/lib/models/schema";

export function aMessage(id: string, change: Partial<Message> = {}): Message {
  return {
    id,
    parentId: null,
    role: "user",
    state: "complete",
    parts: [{ type: "text", text: `text of ${id}` }],
    modelId: null,
    receipt: null,
    failure: null,
    generationId: null,
    siblings: [id],
    createdAt: "2026-11-23T10:00:00.000Z",
    ...change,
  };
}

export function anAnswer(id: string, parentId: string, change: Partial<Message> = {}): Message {
  return aMessage(id, { role: "assistant", parentId, modelId: "maker/model", ...change });
}

export function aReceipt(change: Partial<Receipt> = {}): Receipt {
  return {
    modelId: "maker/model",
    parameters: {},
    units: { input_tokens: 10, output_tokens: 20 },
    rates: { input_tokens: "100", output_tokens: "200" },
    costNanos: "5000",
    currency: "USD",
    basis: "reported",
    finishReason: "stop",
    firstTokenMs: 120,
    totalMs: 900,
    traceId: "trace",
    ...change,
  };
}

export function aConversation(change: Partial<Conversation> = {}): Conversation {
  return {
    ...aSummary("c1"),
    systemPrompt: "",
    parameters: {},
    leafId: null,
    messages: [],
    hasOlder: false,
    draft: "",
    contextTokens: 0,
    ...change,
  };
}

export function aSummary(id: string, change: Partial<ConversationSummary> = {}): ConversationSummary {
  return {
    id,
    title: `title of ${id}`,
    modelId: "maker/model",
    pinned: false,
    folderId: null,
    archived: false,
    updatedAt: "2026-11-23T10:00:00.000Z",
    streaming: false,
    ...change,
  };
}

export function aModel(change: Partial<ModelSummary> = {}): ModelSummary {
  const price = { currency: "USD", source: "price list", sourcedOn: "2026-11-01" };
  return {
    id: "maker/model",
    name: "model",
    type: "text",
    subType: "chat",
    state: "listed",
    isNew: false,
    offered: true,
    contextLength: 32_768,
    maxOutput: 4_096,
    maxThinking: null,
    capabilities: {
      tools: false,
      jsonMode: false,
      jsonSchema: false,
      prefix: false,
      fim: false,
      vision: false,
      reasoning: false,
      thinkingSwitch: false,
      thinkingBudget: false,
      toolsUnthinking: false,
      minP: false,
      reasoningEffort: null,
    },
    prices: [
      { unit: "input_tokens", rateNanos: "100", ...price },
      { unit: "output_tokens", rateNanos: "400", ...price },
    ],
    defaults: {},
    ...change,
  };
}
