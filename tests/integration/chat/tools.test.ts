import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { PUT as putSteps } from "@/app/api/admin/tools/steps/route";
import { decideCall, followGeneration, startGeneration, stopGeneration, sweepGenerations } from "@/lib/chat";
import type { Message } from "@/lib/chat/schema";
import { newId } from "@/lib/core";
import { database, systemContext, type Context } from "@/lib/db";
import { listModels, setPrice } from "@/lib/models";
import { createTool, readStepLimit } from "@/lib/tools";
import type { ToolInput } from "@/lib/tools/schema";
import { call } from "../../support/call";
import { login, type Login } from "../../support/login";
import { startHolder } from "./holder";
import {
  ask,
  chatWithSimulator,
  expectBooksInOrder,
  idle,
  makePerson,
  model,
  readEvents,
  spentOf,
  textOf,
} from "./support";
import { builtin, saved, toolsOf, untilState, withTools } from "./tool-calls";

/** An intranet's service: answers, fails, or keeps the caller waiting. */
let service: Server;
let origin = "";
const served: { method: string; url: string; headers: Record<string, unknown>; body: string }[] = [];

beforeAll(async () => {
  service = createServer((request, response) => {
    let body = "";
    request.on("data", (piece: Buffer) => (body += piece.toString()));
    request.on("end", () => {
      served.push({ method: request.method!, url: request.url!, headers: request.headers, body });
      if (request.url!.startsWith("/hang")) return;
      if (request.url!.startsWith("/broken")) response.statusCode = 500;
      response.setHeader("content-type", request.url!.startsWith("/page") ? "text/html" : "application/json");
      response.end(request.url!.startsWith("/page") ? "<p>Opening <b>hours</b></p><script>x</script>" : '{"found":3}');
    });
  });
  await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  process.env.TOOL_ORIGINS = origin;
});
afterAll(() => {
  service.closeAllConnections();
  service.close();
});

const chat = chatWithSimulator({
  environment: { TOOL_TIMEOUT_MS: "3000", TOOL_CONSENT_MS: "4000", CHAT_TOOL_STEPS: "4" },
});

async function makeTool(ctx: Context, change: Partial<ToolInput> = {}): Promise<string> {
  const { id } = await createTool(ctx, {
    name: "search_wiki",
    description: "Searches the wiki for pages about a subject.",
    parameters: { type: "object", properties: { subject: { type: "string" } }, required: ["subject"] },
    method: "GET",
    url: `${origin}/search?q={subject}`,
    ...change,
  });
  return `own:${id}`;
}

/** The simulator's bill of one model, to the nano. */
async function billed(): Promise<bigint> {
  const entries = await chat.ledger();
  return entries.filter((entry) => entry.model === model).reduce((sum, { costNanos }) => sum + BigInt(costNanos), 0n);
}

describe("built-in tools", () => {
  test("how many r are in strawberry: called, answered from, each call of the model paid for by itself", async () => {
    const person = await makePerson();
    const { events, message } = await ask(person.ctx(), withTools("How many r are in strawberry?"));
    const [part, ...others] = toolsOf(message);
    expect(others).toEqual([]);
    expect(part).toMatchObject({ name: "count_letters", step: 0, state: "done" });
    expect(JSON.parse(part!.arguments)).toEqual({ word: "strawberry", letter: "r" });
    expect(part!.result).toContain("occurs 3 times");
    expect(message.state).toBe("complete");
    expect(textOf(message.parts)).toContain("occurs 3 times");
    expect(events.map(({ event }) => event.type)).toContain("tool_arguments");
    const entries = await spentOf(person.userId);
    expect(entries.map(({ outcome, basis }) => [outcome, basis])).toEqual([
      ["complete", "reported"],
      ["complete", "reported"],
    ]);
    const spent = entries.reduce((sum, { costNanos }) => sum + costNanos, 0n);
    expect(message.receipt?.costNanos).toBe(String(spent));
    expect(await billed()).toBe(spent);
    await expectBooksInOrder();
  });

  test("several calls stand side by side in one step", async () => {
    const person = await makePerson();
    const { message } = await ask(
      person.ctx(),
      withTools("Which is larger, 9.11 or 9.9? And how many r are in strawberry? What is 1.1 times 3?"),
    );
    const parts = toolsOf(message);
    expect(parts.map(({ name, step, state }) => [name, step, state])).toEqual([
      ["count_letters", 0, "done"],
      ["compare", 0, "done"],
      ["multiply", 0, "done"],
    ]);
    expect(new Set(parts.map(({ id }) => id)).size).toBe(3);
    expect(parts.map(({ result }) => result)).toContain("9.9 is larger than 9.11.");
  });

  test("earlier calls are sent again with their results, and only while tools are offered", async () => {
    const person = await makePerson();
    const first = await ask(person.ctx(), withTools("Which is larger, 9.11 or 9.9?"));
    const next = { type: "send" as const, parentId: first.message.id, text: "Thank you. [[notools]]" };
    const { conversationId } = { conversationId: first.started.conversation.id };
    await chat.control("DELETE", "/requests");
    const second = await ask(person.ctx(), { conversationId, requestKey: newId(), action: next });
    const sent = (await chat.requests()).find(({ body }) => body.tools)!.body.messages as Record<string, unknown>[];
    expect(sent.map(({ role }) => role)).toEqual(["user", "assistant", "tool", "assistant", "user"]);
    expect(sent[1]).toMatchObject({ tool_calls: [{ function: { name: "compare" } }] });
    expect(sent[2]).toMatchObject({ content: "9.9 is larger than 9.11." });
    await chat.control("DELETE", "/requests");
    await ask(person.ctx(), {
      ...{ conversationId, requestKey: newId(), parameters: {} },
      action: { type: "send", parentId: second.message.id, text: "And now?" },
    });
    const plain = (await chat.requests()).at(-1)!.body;
    expect(plain.tools).toBeUndefined();
    expect((plain.messages as { role: string }[]).some(({ role }) => role === "tool")).toBe(false);
  });

  test("are offered to no model that cannot call them", async () => {
    const person = await makePerson();
    await chat.control("DELETE", "/requests");
    const { message } = await ask(person.ctx(), {
      ...withTools("How many r are in strawberry?"),
      modelId: "google/gemma-4-31B-it",
    });
    expect(message.state).toBe("complete");
    expect((await chat.requests()).some(({ body }) => body.tools)).toBe(false);
  });
});

describe("what each model is sent", () => {
  const sentTo = async (modelId: string) =>
    (await chat.requests()).map(({ body }) => body).filter((body) => body.model === modelId && body.tools);

  test("thoughts go back within the loop to models that want them, and to no others", async () => {
    const wanting: Record<string, boolean> = { "deepseek-ai/DeepSeek-V3.2": true, "deepseek-ai/DeepSeek-R1": false };
    for (const [modelId, wants] of Object.entries(wanting)) {
      await chat.control("DELETE", "/requests");
      const person = await makePerson();
      await ask(person.ctx(), { ...withTools("Which is larger, 9.11 or 9.9?"), modelId });
      const sent = (await sentTo(modelId)).flatMap(({ messages }) => messages as Record<string, unknown>[]);
      const asked = sent.find(({ role }) => role === "assistant")!;
      expect(Boolean(asked.reasoning_content)).toBe(wants);
    }
  });

  test("a model that calls tools only unthinking does not think", async () => {
    await setPrice(systemContext(), {
      id: "deepseek-ai/DeepSeek-V3.1",
      prices: [
        { unit: "input_tokens", amount: "0.27", amountPer: 1_000_000 },
        { unit: "output_tokens", amount: "1", amountPer: 1_000_000 },
      ],
      ...{ source: "test", sourcedOn: "2026-11-01" },
    });
    const person = await makePerson();
    const input = { ...withTools("Which is larger, 9.11 or 9.9?"), modelId: "deepseek-ai/DeepSeek-V3.1" };
    const { message } = await ask(person.ctx(), { ...input, parameters: { tools: builtin, thinking: true } });
    expect(message.state).toBe("complete");
    expect((await sentTo("deepseek-ai/DeepSeek-V3.1")).map((body) => body.enable_thinking)).toEqual([false, false]);
  });

  test(
    "a conversation with calls goes on with every model on offer, and none of them refuses it",
    { timeout: 120_000 },
    async () => {
      const person = await makePerson();
      const first = await ask(person.ctx(), withTools("Which is larger, 9.11 or 9.9?"));
      const models = (await listModels(systemContext(), { subType: "chat" })).filter(({ offered }) => offered);
      expect(models.length).toBeGreaterThan(20);
      const refused: string[] = [];
      for (const { id } of models) {
        const { message } = await ask(person.ctx(), {
          ...{ conversationId: first.started.conversation.id, requestKey: newId(), modelId: id },
          parameters: { tools: builtin, maxTokens: 400 },
          action: { type: "send", parentId: first.message.id, text: "How many r are in strawberry?" },
        });
        if (message.failure) refused.push(`${id}: ${message.failure.code} ${message.failure.reason}`);
      }
      expect(refused).toEqual([]);
      await expectBooksInOrder();
    },
  );
});

describe("what goes wrong with a call", () => {
  test("malformed arguments and unknown names are told to the model, and the answer goes on", async () => {
    for (const name of ["tool-malformed-arguments", "tool-unknown-name"]) {
      const person = await makePerson();
      await chat.fault(name, { times: 1 });
      const { message } = await ask(person.ctx(), withTools("How many r are in strawberry?"));
      expect(message.state).toBe("complete");
      expect(toolsOf(message)[0]).toMatchObject({ state: "failed" });
      expect(textOf(message.parts)).toContain("Error:");
      await expectBooksInOrder();
    }
  });

  test("a failing, a slow and a forbidden tool", async () => {
    const cases = [
      { url: `${origin}/broken?q={subject}`, says: /status 500/ },
      { url: `${origin}/hang?q={subject}`, says: /too long/ },
      { url: "http://127.0.0.1:9191/?q={subject}", says: /private network/ },
      { url: "http://localhost:9191/?q={subject}", says: /private network/ },
    ];
    for (const { url, says } of cases) {
      const person = await makePerson();
      const tool = await makeTool(person.ctx(), { url });
      const { message } = await ask(person.ctx(), withTools("Search the wiki for opening hours", [tool]));
      expect(toolsOf(message)[0]).toMatchObject({ name: "search_wiki", state: "failed" });
      expect(toolsOf(message)[0]!.result).toMatch(says);
      expect(message.state).toBe("complete");
    }
    await expectBooksInOrder();
  });

  test("an administrator sets the number of steps for the answers that follow", async () => {
    const member = await login();
    const admin = await login({ role: "admin" });
    const put = (person: Login, steps: unknown) =>
      call(putSteps, { method: "PUT", headers: person.headers, body: { steps } });
    expect((await put(member, 2)).status).toBe(403);
    for (const steps of [0, 51, 1.5, "2", [2]]) expect((await put(admin, steps)).status).toBe(400);
    expect(await readStepLimit(admin.ctx)).toEqual({ steps: 4, isSet: false, standard: 4 });

    expect((await put(admin, 2)).status).toBe(204);
    const person = await makePerson();
    const { message } = await ask(person.ctx(), withTools("[[tool=add]][[loop=9]] add 1.5 and 2"));
    expect(message).toMatchObject({ state: "interrupted", failure: { reason: "tool_steps" } });
    expect(new Set(toolsOf(message).map(({ step }) => step)).size).toBe(2);

    expect((await put(admin, null)).status).toBe(204);
    expect(await readStepLimit(admin.ctx)).toEqual({ steps: 4, isSet: false, standard: 4 });
    const events = await database().auditEvent.findMany({
      where: { action: "tools.steps_set", actorId: admin.userId },
      orderBy: { id: "asc" },
    });
    expect(events.map(({ details }) => details)).toEqual([{ steps: 2 }, { steps: null }]);
  });

  test("more steps than allowed end the answer with a reason, and it can go on", async () => {
    const person = await makePerson();
    const { message, started } = await ask(person.ctx(), withTools("[[tool=add]][[loop=9]] add 1.5 and 2"));
    expect(message).toMatchObject({ state: "interrupted", failure: { reason: "tool_steps" } });
    expect(new Set(toolsOf(message).map(({ step }) => step)).size).toBe(4);
    expect(await spentOf(person.userId)).toHaveLength(4);
    const { message: continued } = await ask(person.ctx(), {
      ...{ conversationId: started.conversation.id, requestKey: newId() },
      action: { type: "continue", messageId: message.id },
    });
    expect(Math.max(...toolsOf(continued).map(({ step }) => step))).toBeGreaterThan(3);
    expect(await spentOf(person.userId)).not.toHaveLength(4);
    await expectBooksInOrder();
  });

  test("a quota that covers no further step keeps what came", async () => {
    const person = await makePerson();
    const tool = await makeTool(person.ctx(), { url: `${origin}/hang?q={subject}` });
    const started = await startGeneration(person.ctx(), withTools("Search the wiki for opening hours", [tool]));
    await untilState(started.generationId, "running");
    await database().$executeRaw`update allowances set limit_nanos = 1 where user_id = ${person.userId}`;
    await idle();
    const message = await saved(person.ctx(), started.generationId);
    expect(message).toMatchObject({ state: "interrupted", failure: { code: "quota_exceeded" } });
    expect(toolsOf(message)).toHaveLength(1);
    await expectBooksInOrder();
  });
});

describe("an own tool", () => {
  test("gets its arguments at their places alone, with its secrets, and its page as text", async () => {
    const person = await makePerson();
    served.length = 0;
    const tool = await makeTool(person.ctx(), {
      url: `${origin}/page/{subject}?q={subject}`,
      headers: [{ name: "Authorization", value: "Bearer s3cret" }],
    });
    const { message } = await ask(person.ctx(), withTools("Search the wiki for a/../b?x=1&y#z", [tool]));
    expect(toolsOf(message)[0]).toMatchObject({ state: "done", result: "Opening hours" });
    const { subject } = JSON.parse(toolsOf(message)[0]!.arguments) as { subject: string };
    expect(served[0]!.url).toBe(`/page/${encodeURIComponent(subject)}?q=${encodeURIComponent(subject)}`);
    expect(served[0]!.headers.authorization).toBe("Bearer s3cret");
    expect(JSON.stringify(message)).not.toContain("s3cret");
  });

  test("is nobody else's: its id in another person's question offers nothing", async () => {
    const [owner, other] = [await makePerson(), await makePerson()];
    const tool = await makeTool(owner.ctx());
    await chat.control("DELETE", "/requests");
    const { message } = await ask(other.ctx(), withTools("Search the wiki for opening hours", [tool]));
    expect(toolsOf(message)).toEqual([]);
    expect((await chat.requests()).every(({ body }) => body.tools === undefined)).toBe(true);
  });
});

describe("consent", () => {
  test("a call that asks first waits; refused or forgotten it is told to the model", async () => {
    const person = await makePerson();
    const tool = await makeTool(person.ctx(), { asks: true });
    served.length = 0;
    for (const decision of [true, false, undefined]) {
      const started = await startGeneration(person.ctx(), withTools("Search the wiki for opening hours", [tool]));
      const callId = await untilState(started.generationId, "asking");
      const decide = { generationId: started.generationId, callId, allow: decision === true };
      await expect(decideCall((await makePerson()).ctx(), decide)).rejects.toMatchObject({ code: "not_found" });
      if (decision !== undefined) {
        await decideCall(person.ctx(), decide);
        await expect(decideCall(person.ctx(), decide)).rejects.toMatchObject({ code: "conflict" });
      }
      await idle();
      const message = await saved(person.ctx(), started.generationId);
      expect(toolsOf(message)[0]).toMatchObject({ state: decision ? "done" : "refused" });
      expect(message.state).toBe("complete");
    }
    expect(served).toHaveLength(1);
    await expectBooksInOrder();
  });

  test("nothing is held while it waits, and Stop ends the wait", async () => {
    const person = await makePerson();
    const tool = await makeTool(person.ctx(), { asks: true });
    const started = await startGeneration(person.ctx(), withTools("Search the wiki for opening hours", [tool]));
    await untilState(started.generationId, "asking");
    await expectBooksInOrder();
    await stopGeneration(person.ctx(), { generationId: started.generationId });
    await idle();
    const message = await saved(person.ctx(), started.generationId);
    expect(message.state).toBe("stopped");
    expect(toolsOf(message)[0]!.state).toBe("stopped");
    const spent = (await spentOf(person.userId)).reduce((sum, { costNanos }) => sum + costNanos, 0n);
    expect(message.receipt?.costNanos).toBe(String(spent));
    await expectBooksInOrder();
  });

  test("is heard in another process", async () => {
    const person = await makePerson();
    const tool = await makeTool(person.ctx(), { asks: true });
    const other = await startHolder();
    try {
      const started = await other.start(person.userId, withTools("Search the wiki for opening hours", [tool]));
      const followed = await followGeneration(person.ctx(), { generationId: started.generationId });
      const message = await new Promise<Message>((resolve, reject) => {
        void (async () => {
          for await (const { event } of readEvents(followed.toResponse())) {
            const parts = event.type === "snapshot" ? event.parts : event.type === "tool" ? [event.part] : [];
            const asking = parts.find((part) => part.type === "tool" && part.state === "asking");
            if (asking?.type === "tool") {
              await decideCall(person.ctx(), {
                generationId: started.generationId,
                callId: asking.id,
                allow: true,
              });
            }
            if (event.type === "ended") resolve(event.message);
          }
        })().catch(reject);
      });
      expect(toolsOf(message)[0]).toMatchObject({ state: "done" });
      // its title, too
      await other.drain(10_000);
    } finally {
      await other.end();
    }
    await expectBooksInOrder();
  });
});

describe("an answer that ends in the middle of a tool", () => {
  test("Stop closes the tool's call at once", async () => {
    const person = await makePerson();
    const tool = await makeTool(person.ctx(), { url: `${origin}/hang?q={subject}` });
    const started = await startGeneration(person.ctx(), withTools("Search the wiki for opening hours", [tool]));
    await untilState(started.generationId, "running");
    const stoppedAt = performance.now();
    await stopGeneration(person.ctx(), { generationId: started.generationId });
    await idle();
    expect(performance.now() - stoppedAt).toBeLessThan(10_000);
    const message = await saved(person.ctx(), started.generationId);
    expect(message.state).toBe("stopped");
    expect(toolsOf(message)[0]!.state).toBe("stopped");
    await expectBooksInOrder();
  });

  test("killed: the call is kept as stopped, the books are right, and the answer goes on from there", async () => {
    const person = await makePerson();
    const tool = await makeTool(person.ctx(), { url: `${origin}/hang?q={subject}` });
    const other = await startHolder({ TOOL_TIMEOUT_MS: "60000" });
    const started = await other.start(person.userId, withTools("Search the wiki for opening hours", [tool]));
    await vi.waitFor(
      async () => {
        const chunks = await database().generationChunk.findMany({ where: { generationId: started.generationId } });
        expect(JSON.stringify(chunks)).toContain('"running"');
      },
      { timeout: 10_000, interval: 50 },
    );
    await other.kill();
    await vi.waitFor(
      async () => {
        await sweepGenerations(systemContext());
        expect((await saved(person.ctx(), started.generationId)).state).toBe("interrupted");
      },
      { timeout: 10_000, interval: 100 },
    );
    const message = await saved(person.ctx(), started.generationId);
    expect(toolsOf(message)[0]).toMatchObject({ name: "search_wiki", state: "stopped" });
    const entries = await spentOf(person.userId);
    expect(entries.map(({ outcome }) => outcome)).toEqual(["complete"]);
    expect(message.receipt?.costNanos).toBe(String(entries[0]!.costNanos));
    await expectBooksInOrder();
    const { message: continued } = await ask(person.ctx(), {
      ...{ conversationId: started.conversation.id, requestKey: newId(), parameters: { tools: builtin } },
      action: { type: "continue", messageId: message.id },
    });
    expect(continued.state).toBe("complete");
    expect(textOf(continued.parts)).toContain("stopped before it had a result");
    await expectBooksInOrder();
  });
});

test("many people's answers with tools at once: every nano is the provider's", async () => {
  const people = await Promise.all(Array.from({ length: 6 }, makePerson));
  await Promise.all(
    people.flatMap((person) =>
      ["Which is larger, 9.11 or 9.9?", "How many r are in strawberry?"].map((text) =>
        ask(person.ctx(), withTools(text)),
      ),
    ),
  );
  await idle();
  const entries = (await Promise.all(people.map(({ userId }) => spentOf(userId)))).flat();
  expect(entries).toHaveLength(24);
  expect(entries.reduce((sum, { costNanos }) => sum + costNanos, 0n)).toBe(await billed());
  await expectBooksInOrder();
});
