import path from "node:path";
import { expect, it } from "vitest";
import { database, systemContext } from "@/lib/db";
import { readAsset } from "@/lib/media";
import { checkBooks } from "@/lib/metering";
import { startSpeech, streamSpeech } from "@/lib/speech";
import { workerProcess } from "@/tests/support/worker-process";
import { finished, login, longText, rate, soundOf, speechWithSimulator, spendingOf, wish } from "./support";

const provider = speechWithSimulator({ environment: { JOB_LEASE_MS: "700" } });
const { start, kill } = workerProcess(path.join(import.meta.dirname, "speech-process.ts"));

it("killed in the middle of a part: what it had written is kept, the rest is spoken, nothing is paid twice", async () => {
  const person = await login();
  const text = longText(2_800);
  await provider.fault("hang-midstream", { times: 1 });
  await start();
  const { creation } = await startSpeech(person.ctx, wish({ text, format: "wav", sampleRate: 16_000 }));
  // Another process hears it meanwhile.
  const response = await streamSpeech(person.ctx, { id: creation.id, headers: new Headers() });
  const reader = response.body!.getReader();
  let heard = 0;
  while (heard < 8_000) heard += (await reader.read()).value!.byteLength;
  const state = async () =>
    (
      await database().creationCall.findFirstOrThrow({
        where: { creationId: creation.id },
        orderBy: { position: "asc" },
      })
    ).state;
  await expect.poll(state, { timeout: 20_000 }).toBe("running");
  await kill();

  const [speech] = await Promise.all([
    finished(person, creation.id),
    (async () => {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        heard += value.byteLength;
      }
    })(),
  ]);
  expect(speech.parts).toMatchObject([
    { state: "unknown", cut: true, repeatable: true, failure: { reason: "lost", refunded: false } },
    { state: "done", cut: false },
  ]);
  const file = await readAsset(person.ctx, speech.asset!.id);
  expect(heard).toBe(file.length);
  expect(await provider.requests()).toHaveLength(2);
  const owed = (await provider.ledger()).reduce((sum, { costNanos }) => sum + BigInt(costNanos), 0n);
  expect(owed).toBe(BigInt(speech.parts.reduce((sum, { bytes }) => sum + bytes, 0)) * rate);
  expect(await spendingOf(person.userId)).toEqual({ spent: owed, held: 0n });
  expect(await checkBooks(systemContext())).toEqual([]);
});

it("killed before the first sound: unknown and paid, never sent again", async () => {
  const person = await login();
  await provider.fault("hang-before-headers", { times: 1 });
  await start();
  const { creation } = await startSpeech(person.ctx, wish());
  await expect.poll(() => provider.requests(), { timeout: 20_000 }).toHaveLength(1);
  await kill();
  const speech = await finished(person, creation.id);
  expect(speech).toMatchObject({ asset: null, live: false });
  expect(speech.parts).toMatchObject([{ state: "unknown", cut: false, failure: { reason: "lost" } }]);
  expect(await provider.requests()).toHaveLength(1);
  expect(await spendingOf(person.userId)).toEqual({ spent: BigInt(speech.parts[0]!.bytes) * rate, held: 0n });
});

it("made by one process, heard in another as it comes", async () => {
  const person = await login();
  await start();
  const { creation } = await startSpeech(
    person.ctx,
    wish({ text: longText(2_800), format: "wav", sampleRate: 16_000 }),
  );
  const sound = await soundOf(person, creation.id);
  const { asset } = await finished(person, creation.id);
  const file = await readAsset(person.ctx, asset!.id);
  expect(sound.subarray(44).equals(file.subarray(44))).toBe(true);
});
