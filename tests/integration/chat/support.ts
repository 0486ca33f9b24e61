import { afterEach, expect, vi } from "vitest";
import { followGeneration, startGeneration, type StartedGeneration } from "@/lib/chat";
import { holding } from "@/lib/chat/holding";
import type { GenerationEvent, Message, StartGenerationInput } from "@/lib/chat/schema";
import { newId } from "@/lib/core";
import { database, systemContext, type Context } from "@/lib/db";
import { checkBooks } from "@/lib/metering";
import { providerDouble, type ProviderDoubleOptions } from "@/tests/support/provider-double";

export const model = "deepseek-ai/DeepSeek-V3";
export const thinker = "deepseek-ai/DeepSeek-R1";

/** Times short enough for tests; read before anything asks for the environment. */
export const settings = {
  CHAT_CHECKPOINT_MS: "100",
  CHAT_LEASE_MS: "800",
  CHAT_COALESCE_MS: "20",
  PROVIDER_GAP_TIMEOUT_MS: "4000",
};

export interface LedgerEntry {
  model: string;
  quantities: Record<string, number>;
  costNanos: string;
  outcome: string;
}

/** The application's chat against a provider's double of its own. */
export function chatWithSimulator({ environment, ...options }: ProviderDoubleOptions = {}) {
  const double = providerDouble({ tokensPerSecond: 0, ...options, environment: { ...settings, ...environment } });
  afterEach(async () => {
    for (const live of holding().live.values()) live.stop("stop");
    await idle();
  });
  return {
    control: double.control,
    /** the double's settings from now on, until the test's end */
    pace: (tokensPerSecond: number, firstTokenMs = 5) =>
      double.control("PUT", "/pace", { tokensPerSecond, firstTokenMs }),
    fault: (name: string, more: object = {}) => double.fault(name, { match: { model }, ...more }),
    ledger: () => double.ledger<LedgerEntry>(),
    requests: () => double.requests<{ path: string; body: Record<string, unknown> }>(),
  };
}

/** Until nothing is under way in this process: generations, their ends, titles. */
export async function idle(): Promise<void> {
  await vi.waitFor(() => expect(holding().background.size).toBe(0), { timeout: 15_000, interval: 10 });
}

export async function makePerson(): Promise<{ userId: string; ctx: () => Context }> {
  const userId = newId();
  await database().user.create({ data: { id: userId, email: `${userId}@example.test` } });
  const sessionId = newId();
  await database().session.create({ data: { id: sessionId, userId, expiresAt: new Date(Date.now() + 3_600_000) } });
  const actor = {
    type: "user",
    userId,
    role: "member",
    sessionId,
    email: "",
    name: "",
    locale: null,
    theme: null,
  } as const;
  return { userId, ctx: () => systemContext({ actor }) };
}

export function question(text: string, more: Partial<StartGenerationInput> = {}): StartGenerationInput {
  return { modelId: model, requestKey: newId(), action: { type: "send", parentId: null, text }, ...more };
}

/** A first question, and its answer to the end. */
export async function ask(
  ctx: Context,
  input: StartGenerationInput,
): Promise<{ started: StartedGeneration; events: Received[]; message: Message }> {
  const started = await startGeneration(ctx, input);
  const followed = await followGeneration(ctx, { generationId: started.generationId, after: 0, started });
  const events = await readAll(followed.toResponse());
  await idle();
  return { started, events, message: endedMessage(events) };
}

export type Received = { id: number | undefined; event: GenerationEvent };

/** Events of a response as they arrive. */
export async function* readEvents(response: Response): AsyncGenerator<Received> {
  let rest = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    rest += decoder.decode(chunk, { stream: true });
    for (let end = rest.indexOf("\n\n"); end >= 0; end = rest.indexOf("\n\n")) {
      const lines = rest.slice(0, end).split("\n");
      rest = rest.slice(end + 2);
      const data = lines.find((line) => line.startsWith("data: "));
      const id = lines.find((line) => line.startsWith("id: "));
      if (data) yield { id: id === undefined ? undefined : Number(id.slice(4)), event: JSON.parse(data.slice(6)) };
    }
  }
}

export async function readAll(response: Response): Promise<Received[]> {
  const events: Received[] = [];
  for await (const event of readEvents(response)) events.push(event);
  return events;
}

export function endedMessage(events: readonly Received[]): Message {
  const last = events.at(-1)?.event;
  if (last?.type !== "ended") throw new Error(`The last event is ${last?.type ?? "missing"}.`);
  return last.message;
}

/** What a reader of these events has on screen. */
export function textSeen(events: readonly Received[]): string {
  let text = "";
  for (const { event } of events) {
    if (event.type === "snapshot") text = textOf(event.parts);
    else if (event.type === "text") text += event.text;
  }
  return text;
}

export function textOf(parts: readonly { type: string; text?: string }[]): string {
  return parts
    .filter(({ type }) => type === "text")
    .map(({ text }) => text)
    .join("");
}

/** Soon nothing is held any more (a title may still be settled), and every sum agrees with its rows. */
export async function expectBooksInOrder(): Promise<void> {
  await vi.waitFor(async () => expect(await database().charge.count({ where: { state: "open" } })).toBe(0), {
    timeout: 10_000,
    interval: 50,
  });
  expect(await checkBooks(systemContext())).toEqual([]);
}

/** Our ledger's entries of a person. */
export async function spentOf(userId: string, purpose = "chat") {
  return database().ledgerEntry.findMany({ where: { userId, purpose }, orderBy: { id: "asc" } });
}
