import { beforeAll, expect, test } from "vitest";
import { decideCall, startGeneration } from "@/lib/chat";
import { holding } from "@/lib/chat/holding";
import { creationJobs, listCreations } from "@/lib/creations";
import { systemContext } from "@/lib/db";
import { imageJobs } from "@/lib/images";
import { startRunner } from "@/lib/jobs";
import { requireAssets } from "@/lib/media";
import { setHidden, setPrice } from "@/lib/models";
import { listTools } from "@/lib/tools";
import { startTurns } from "@/lib/turns";
import { chatWithSimulator, expectBooksInOrder, idle, makePerson, spentOf } from "./support";
import { saved, toolsOf, untilState, withTools } from "./tool-calls";

const chat = chatWithSimulator();

const painter = "black-forest-labs/FLUX.1-schnell";
const price = 14_000_000n;
const free = "Kwai-Kolors/Kolors";
const tools = ["builtin:create_picture"];

// As the server's own worker would.
beforeAll(async () => {
  const jobs = [...imageJobs, ...creationJobs];
  const turns = await startTurns(jobs, { onError: (error) => expect(error).toBeUndefined() });
  const runner = await startRunner(jobs);
  return async () => {
    await turns.stop();
    await runner.drain(5_000);
  };
});

test("does not ask while a free model is on offer", async () => {
  const person = await makePerson();
  const { generationId } = await startGeneration(person.ctx(), withTools("Please draw a harbour at dawn", tools));
  await idle();
  const [part] = toolsOf(await saved(person.ctx(), generationId));
  expect(part).toMatchObject({ state: "done", costNanos: "0" });
  expect(await requireAssets(person.ctx(), part!.assetIds!)).toMatchObject([{ kind: "picture", modelId: free }]);
  expect((await spentOf(person.userId, "image")).map(({ costNanos }) => costNanos)).toEqual([0n]);
});

test("asks with its price, is paid by itself, and keeps the picture among the person's own", async () => {
  const person = await makePerson();
  await setHidden(systemContext(), { id: free, hidden: true });
  expect((await listTools(person.ctx())).map(({ name }) => name)).not.toContain("create_picture");
  await setPrice(systemContext(), {
    id: painter,
    prices: [{ unit: "images", amount: "0.014", amountPer: 1 }],
    ...{ source: "test", sourcedOn: "2026-11-01" },
  });
  for (const allow of [false, true]) {
    const started = await startGeneration(person.ctx(), withTools("Please draw a lighthouse in fog", tools));
    const callId = await untilState(started.generationId, "asking");
    const asking = holding()
      .live.get(started.generationId)!
      .parts.find((part) => part.type === "tool");
    expect(asking).toMatchObject({ costNanos: String(price), currency: "USD" });
    await decideCall(person.ctx(), { generationId: started.generationId, callId, allow });
    await idle();
    const [part] = toolsOf(await saved(person.ctx(), started.generationId));
    if (!allow) {
      expect(part).toMatchObject({ state: "refused" });
      expect(part!.costNanos).toBeUndefined();
      continue;
    }
    expect(part).toMatchObject({ state: "done", costNanos: String(price) });
    const [picture] = await requireAssets(person.ctx(), part!.assetIds!);
    expect(picture).toMatchObject({ kind: "picture", width: 1024, height: 1024, origin: "image", modelId: painter });
    const { creations } = await listCreations(person.ctx(), { limit: 5 });
    expect(creations.flatMap(({ calls }) => calls)).toMatchObject([
      { state: "done", seed: expect.any(Number) as number, receipt: { modelId: painter, costNanos: String(price) } },
    ]);
    await expect(requireAssets((await makePerson()).ctx(), part!.assetIds!)).rejects.toMatchObject({
      code: "not_found",
    });
  }
  expect((await spentOf(person.userId, "image")).map(({ costNanos }) => costNanos)).toEqual([price]);
  await expectBooksInOrder();
});

test("costs nothing where the provider refuses, and is no crash where it fails", async () => {
  const person = await makePerson();
  await chat.control("POST", "/faults", { name: "http400", match: { model: painter }, times: 1 });
  const started = await startGeneration(person.ctx(), withTools("Please draw a fox", tools));
  const callId = await untilState(started.generationId, "asking");
  await decideCall(person.ctx(), { generationId: started.generationId, callId, allow: true });
  await idle();
  const message = await saved(person.ctx(), started.generationId);
  expect(message.state).toBe("complete");
  expect(toolsOf(message)[0]).toMatchObject({ state: "failed" });
  expect(await spentOf(person.userId, "image")).toEqual([]);
  await expectBooksInOrder();
});
