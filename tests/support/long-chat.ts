import { newId } from "@/lib/core";
import { database } from "@/lib/db";

const code =
  "```ts\nexport function total(values: readonly number[]): number {\n  return values.reduce((sum, value) => sum + value, 0);\n}\n```";

/** A conversation with many messages, every answer with a list and code, as rows. @returns its id */
export async function seedLongChat(userId: string, messageCount: number, modelId: string): Promise<string> {
  const conversationId = newId();
  const begin = Date.now() - messageCount * 60_000;
  let parentId: string | null = null;
  const messages = Array.from({ length: messageCount }, (_, index) => {
    const id = newId(begin + index * 1_000);
    const isQuestion = index % 2 === 0;
    const number = Math.floor(index / 2) + 1;
    const text = isQuestion
      ? `Question ${number}: how is a list summed?`
      : `Answer ${number}. In three steps:\n\n1. begin with **zero**\n2. add each value\n3. return the sum\n\n${code}\n\nThat is all of answer ${number}.`;
    const message = {
      id,
      conversationId,
      parentId,
      role: isQuestion ? ("user" as const) : ("assistant" as const),
      state: "complete" as const,
      parts: [{ type: "text", text }],
      modelId: isQuestion ? null : modelId,
      ...(isQuestion ? {} : { receipt: receiptOf(modelId) }),
      createdAt: new Date(begin + index * 1_000),
    };
    parentId = id;
    return message;
  });
  await database().conversation.create({
    data: {
      id: conversationId,
      userId,
      title: `A chat of ${messageCount} messages`,
      modelId,
      leafId: messages.at(-1)?.id ?? null,
      updatedAt: new Date(),
    },
  });
  await database().message.createMany({ data: messages });
  return conversationId;
}

function receiptOf(modelId: string): object {
  return {
    modelId,
    parameters: {},
    units: { input_tokens: 100, output_tokens: 90 },
    rates: { input_tokens: "270", output_tokens: "420" },
    costNanos: "64800",
    currency: "USD",
    basis: "reported",
    finishReason: "stop",
    firstTokenMs: 120,
    totalMs: 1_400,
    traceId: "ti_seeded",
    contextTokens: 190,
  };
}
