import { describe, expect, it } from "vitest";
import { findConversation, followGeneration, listConversations, startGeneration, stopGeneration } from "@/lib/chat";
import { newId } from "@/lib/core";
import {
  ask,
  endedMessage,
  expectBooksInOrder,
  idle,
  makePerson,
  question,
  readAll,
  readEvents,
  spentOf,
  textOf,
  textSeen,
  thinker,
  chatWithSimulator,
} from "./support";

const chat = chatWithSimulator();

describe("an answer", () => {
  it("is streamed, saved, paid for and listed", async () => {
    const { userId, ctx } = await makePerson();
    const { started, events, message } = await ask(ctx(), question("What is a monad?"));
    expect(events[0]!.event.type).toBe("started");
    expect(events.at(-1)!.event.type).toBe("ended");
    expect(message.state).toBe("complete");
    expect(textSeen(events)).toBe(textOf(message.parts));
    expect(message.receipt).toMatchObject({ basis: "reported", finishReason: "stop", currency: "USD" });

    const conversation = await findConversation(ctx(), { id: started.conversation.id });
    expect(conversation.messages.map(({ role }) => role)).toEqual(["user", "assistant"]);
    expect(conversation.messages[1]).toEqual(message);
    expect(conversation.contextTokens).toBeGreaterThan(0);
    expect((await listConversations(ctx(), { limit: 10 })).items).toMatchObject([
      { id: conversation.id, streaming: false },
    ]);

    const [entry] = await spentOf(userId);
    const theirs = (await chat.ledger()).find(
      ({ quantities }) => quantities.output_tokens === message.receipt!.units.output_tokens,
    );
    expect(String(entry!.costNanos)).toBe(theirs!.costNanos);
    expect(message.receipt!.costNanos).toBe(theirs!.costNanos);
    await expectBooksInOrder();
  });

  it("keeps reasoning apart, with its duration, and does not send it again", async () => {
    const { ctx } = await makePerson();
    const { started, message } = await ask(ctx(), question("Why is the sky blue?", { modelId: thinker }));
    const [reasoning, text] = message.parts;
    expect(reasoning).toMatchObject({ type: "reasoning", durationMs: expect.any(Number) });
    expect(text!.type).toBe("text");
    await ask(
      ctx(),
      question("", {
        modelId: thinker,
        conversationId: started.conversation.id,
        systemPrompt: "Be brief.",
        action: { type: "send", parentId: message.id, text: "And red at dusk?" },
      }),
    );
    const sent = (await chat.requests()).map(({ body }) => body).find(({ model }) => model === thinker)!;
    expect(sent.messages).toEqual([
      { role: "user", content: "Be brief.\n\nWhy is the sky blue?" },
      { role: "assistant", content: textOf([text!]) },
      { role: "user", content: "And red at dusk?" },
    ]);
  });

  it("goes on when its reader leaves, and a reader joins from where it was", async () => {
    await chat.pace(300);
    const { ctx } = await makePerson();
    const started = await startGeneration(ctx(), question("Tell me a long story."));
    const { generationId } = started;
    const first = (await followGeneration(ctx(), { generationId, after: 0, started })).toResponse();
    const seen = [];
    for await (const received of readEvents(first)) {
      seen.push(received);
      if (seen.length === 4) break;
    }
    const after = seen.at(-1)!.id!;
    expect(after).toBeGreaterThan(0);
    const rest = await readAll((await followGeneration(ctx(), { generationId, after })).toResponse());
    expect(rest[0]!.id).toBe(after + 1);
    expect(textSeen([...seen, ...rest])).toBe(textOf(endedMessage(rest).parts));

    const late = await readAll((await followGeneration(ctx(), { generationId })).toResponse());
    expect(late).toMatchObject([{ event: { type: "ended", message: { state: "complete" } } }]);
    await idle();
  });

  it("gives whoever comes late a snapshot first", async () => {
    await chat.pace(300);
    const { ctx } = await makePerson();
    const { generationId } = await startGeneration(ctx(), question("Tell me a long story."));
    const early = await followGeneration(ctx(), { generationId, after: 0 });
    for await (const { event } of readEvents(early.toResponse())) if (event.type === "text") break;
    const events = await readAll((await followGeneration(ctx(), { generationId })).toResponse());
    expect(events[0]!.event.type).toBe("snapshot");
    expect(textSeen(events)).toBe(textOf(endedMessage(events).parts));
    await idle();
  });

  it("ends soon after it is stopped, keeps what came and costs what was made", async () => {
    await chat.pace(100);
    const { userId, ctx } = await makePerson();
    const started = await startGeneration(ctx(), question("Tell me a long story."));
    const { generationId } = started;
    const events = [];
    const response = (await followGeneration(ctx(), { generationId, after: 0, started })).toResponse();
    for await (const received of readEvents(response)) {
      events.push(received);
      if (events.length === 12) await stopGeneration(ctx(), { generationId });
    }
    const message = endedMessage(events);
    expect(message.state).toBe("stopped");
    expect(textOf(message.parts)).not.toBe("");
    expect(textSeen(events)).toBe(textOf(message.parts));
    await idle();
    const [entry] = await spentOf(userId);
    const theirs = (await chat.ledger()).find(({ outcome }) => outcome === "aborted");
    expect(entry).toMatchObject({ outcome: "stopped", basis: "measured" });
    const ours = Number(entry!.costNanos);
    expect(Math.abs(ours - Number(theirs!.costNanos)) / Number(theirs!.costNanos)).toBeLessThan(0.1);
    await expectBooksInOrder();
  });

  it("is made once for the same request, also in parallel, and refused for another under its key", async () => {
    const { userId, ctx } = await makePerson();
    const input = question("Once, please.");
    const started = await Promise.all(Array.from({ length: 6 }, () => startGeneration(ctx(), input)));
    expect(new Set(started.map(({ generationId }) => generationId)).size).toBe(1);
    expect(new Set(started.map(({ conversation }) => conversation.id)).size).toBe(1);
    await idle();
    const again = await startGeneration(ctx(), input);
    expect(again.message.state).toBe("complete");
    expect(again.userMessage?.parts).toEqual([{ type: "text", text: "Once, please." }]);
    expect(await spentOf(userId)).toHaveLength(1);
    const other = { ...question("Something else."), requestKey: input.requestKey };
    await expect(startGeneration(ctx(), other)).rejects.toMatchObject({
      code: "conflict",
      details: { reason: "request_key" },
    });
    await expectBooksInOrder();
  });

  it("belongs to its person alone", async () => {
    await chat.pace(100);
    const { ctx } = await makePerson();
    const stranger = await makePerson();
    const started = await startGeneration(ctx(), question("Mine."));
    const { generationId, message, conversation } = started;
    const missing = { code: "not_found" };
    await expect(followGeneration(stranger.ctx(), { generationId })).rejects.toMatchObject(missing);
    await expect(stopGeneration(stranger.ctx(), { generationId })).rejects.toMatchObject(missing);
    const tries = [
      { conversationId: conversation.id, action: { type: "send", parentId: message.id, text: "hi" } },
      { conversationId: conversation.id, action: { type: "send", parentId: null, text: "hi" } },
      { action: { type: "send", parentId: message.id, text: "hi" } },
      { action: { type: "regenerate", messageId: message.id } },
      { action: { type: "continue", messageId: message.id } },
      { conversationId: newId(), action: { type: "send", parentId: null, text: "hi" } },
    ] as const;
    for (const more of tries) {
      await expect(startGeneration(stranger.ctx(), question("", more))).rejects.toMatchObject(missing);
    }
    const own = await startGeneration(stranger.ctx(), question("Theirs."));
    // A message of another's conversation does not become mine by naming it inside my own.
    await expect(
      startGeneration(
        stranger.ctx(),
        question("", {
          conversationId: own.conversation.id,
          action: { type: "send", parentId: message.id, text: "hi" },
        }),
      ),
    ).rejects.toMatchObject(missing);
  });
});
