import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessible";
import { ChatPage } from "../support/chat-page";
import { expect, test } from "../support/e2e";
import { recordingOf, speech as said } from "../support/recordings";

const usualMs = 120;
test.afterEach(async ({ request, world: { simulator } }) => {
  const headers = { "x-simulator-control": simulator.apiKey };
  await request.put(`${simulator.origin}/control/settings`, { headers, data: { firstTokenMs: usualMs } });
});

test("a text of 20,000 characters is heard before it is complete, and becomes one gapless file", async ({
  page,
  signIn,
  request,
  world: { simulator },
}) => {
  test.setTimeout(180_000);
  const headers = { "x-simulator-control": simulator.apiKey };
  await request.put(`${simulator.origin}/control/settings`, { headers, data: { firstTokenMs: 600 } });
  await request.delete(`${simulator.origin}/control/ledger`, { headers });
  await signIn();
  await page.goto("/speech");
  const form = page.getByRole("form", { name: "A new speech" });
  const text = form.getByRole("textbox", { name: "Text", exact: true });
  await expect(form.getByText("0 bytes · 0 characters")).toBeVisible();

  await form.getByRole("button", { name: "Speak", exact: true }).click();
  await expect(form.getByText("Write what is to be spoken")).toBeVisible();
  await text.fill("你好 😀");
  await form.getByRole("button", { name: "Insert Laughter" }).click();
  await expect(text).toHaveValue("你好 😀[laughter]");
  await expect(form.getByText(/^21 bytes ·/)).toBeVisible();

  const sentence = "This is a sentence of a text that is far too long for one breath. ";
  await text.fill(sentence.repeat(310).slice(0, 20_000).trimEnd());
  await expect(form.getByText(/^\d\d parts, joined without gaps$/)).toBeVisible();
  await form.getByText("Sound", { exact: true }).click();
  await form.getByText("WAV", { exact: true }).click();
  await form.getByLabel("Sample rate").selectOption("8000");
  await form.getByRole("radio", { name: /^Claire/ }).check();
  await page.reload();
  await expect(text).toHaveValue(/^This is a sentence/);
  await expect(form.getByRole("radio", { name: /^Claire/ })).toBeChecked();
  const price = await form.getByRole("button", { name: /^Price: \$/ }).textContent();
  await expectAccessible(page);

  await form.getByRole("button", { name: "Speak", exact: true }).click();
  const card = page.getByRole("article", { name: /^This is a sentence/ });
  // It sounds while parts of it are still being spoken.
  await expect(card.and(page.locator("[aria-busy=true]")).locator("[data-playing=playing]")).toBeVisible({
    timeout: 30_000,
  });
  await expect(card.getByText(/^Being spoken: part \d+ of \d+$/)).toBeVisible();
  await expectAccessible(page);
  await expect(card).toHaveAttribute("aria-busy", "false", { timeout: 90_000 });

  const download = await card.getByRole("link", { name: "Download" }).getAttribute("href");
  const id = (await card.getAttribute("id"))!.replace("creation-", "");
  const { seconds, parts } = await page.evaluate(
    async ({ file, speech }) => {
      const bytes = await (await fetch(file)).arrayBuffer();
      const decoded = await new OfflineAudioContext(1, 1, 8_000).decodeAudioData(bytes);
      const answer = (await (await fetch(`/api/speech/${speech}`)).json()) as { parts: { durationMs: number }[] };
      return { seconds: decoded.duration, parts: answer.parts.map(({ durationMs }) => durationMs) };
    },
    { file: download!, speech: id },
  );
  expect(parts.length).toBeGreaterThan(10);
  // Each part's length is rounded to a millisecond.
  expect(Math.abs(seconds * 1_000 - parts.reduce((sum, ms) => sum + ms, 0))).toBeLessThanOrEqual(parts.length);

  const ledger = (await (await request.get(`${simulator.origin}/control/ledger`, { headers })).json()) as {
    entries: { costNanos: string }[];
  };
  const paid = ledger.entries.reduce((sum, { costNanos }) => sum + BigInt(costNanos), 0n);
  const [cost] = await page.evaluate(async () => {
    const answer = (await (await fetch("/api/usage/quota")).json()) as { quota?: { spentNanos: string } };
    return [answer.quota?.spentNanos ?? (answer as unknown as { spentNanos: string }).spentNanos];
  });
  expect(cost).toBe(String(paid));
  expect(ledger.entries).toHaveLength(parts.length);
  const shown = /\$[\d.]+/.exec(price ?? "")![0];
  await expect(card.getByRole("button", { name: new RegExp(`Receipt: .*\\${shown}`) })).toBeVisible();
});

test("an answer is read aloud, and a part that was cut is asked for alone once more", async ({
  page,
  signIn,
  fault,
  world,
}) => {
  test.setTimeout(180_000);
  await signIn();
  await page.goto("/");
  const chat = new ChatPage(page);
  await chat.send("Say something short.");
  const answer = await chat.answered();
  await answer.getByRole("button", { name: "Read aloud" }).click();
  const panel = answer.getByRole("region", { name: "Read this answer aloud" });
  await expect(panel.getByRole("button", { name: /^Price: \$/ })).toBeVisible();
  await panel.getByRole("button", { name: "Read aloud", exact: true }).click();
  await expect(panel.locator("[data-playing=playing]")).toBeVisible({ timeout: 30_000 });
  await expect(panel.getByRole("slider", { name: /^Position in/ })).toBeVisible({ timeout: 30_000 });
  await panel.getByRole("link", { name: "Show in the library" }).click();
  const details = page.getByRole("dialog");
  await expect(details.getByRole("button", { name: "Play" })).toBeVisible();
  await expect(details.getByText("Voice", { exact: true })).toBeVisible();

  const deleteVoice = await cloned(page, world.appUrl, "My own");
  await page.goBack();
  await answer.getByRole("button", { name: "Read aloud" }).click();
  await panel.getByRole("combobox", { name: "Voice" }).selectOption("My own");
  await panel.getByRole("button", { name: "Read aloud", exact: true }).click();
  await expect(panel.getByRole("slider", { name: /^Position in/ })).toBeVisible({ timeout: 30_000 });
  await deleteVoice();
  await page.reload();
  await answer.getByRole("button", { name: "Read aloud" }).click();
  await expect(panel.getByText(/^My own cannot read at the moment, or is gone\. Alex reads/)).toBeVisible();

  await fault("cut-midstream", { times: 1, match: { path: "/audio/speech", contains: "breaks off" } });
  await page.goto("/speech");
  const form = page.getByRole("form", { name: "A new speech" });
  const words = "A part that is whole, and it goes on. ".repeat(40) + "This one breaks off. ".repeat(60);
  await form.getByRole("textbox", { name: "Text", exact: true }).fill(words);
  await expect(form.getByText("2 parts, joined without gaps")).toBeVisible();
  await form.getByRole("button", { name: "Speak", exact: true }).click();
  const card = page.getByRole("article", { name: /^A part that is whole/ });
  await expect(card.getByText("Cut short", { exact: true })).toBeVisible({ timeout: 60_000 });
  const repeat = card.getByRole("button", { name: /^Repeat part 2/ });
  await expect(repeat).toContainText("$");
  await expect(card).toHaveAttribute("aria-busy", "false", { timeout: 60_000 });
  // What came of it can be heard, and is paid: the provider counts what it was sent.
  await expect(card.getByRole("slider", { name: /^Position in/ })).toBeVisible();
  const cutPart = card.getByRole("listitem").filter({ hasText: "Cut short" });
  await expect(cutPart.getByText(/^[\d.]+ s$/)).toBeVisible();
  await expect(cutPart.getByText(/^\$0\.0/).first()).toBeVisible();
  await repeat.click();
  await expect(repeat).toHaveCount(0);
  await expect(card.getByText("Cut short", { exact: true })).toHaveCount(0, { timeout: 60_000 });
  await expect(card).toHaveAttribute("aria-busy", "false", { timeout: 60_000 });
  await expect(card.getByRole("button", { name: /^Receipt: .* 3 calls/ })).toBeVisible();
});

test("a recording lends its voice for one speech, two of them speak a dialogue, and the provider's can be tried", async ({
  page,
  signIn,
  request,
  world: { simulator },
}) => {
  test.setTimeout(120_000);
  const patience = { timeout: 30_000 };
  await signIn();
  await page.goto("/speech");
  const form = page.getByRole("form", { name: "A new speech" });
  const text = form.getByRole("textbox", { name: "Text", exact: true });
  const speak = form.getByRole("button", { name: "Speak", exact: true });

  await form.getByRole("button", { name: /^Listen to Bella: \$/ }).click();
  await expect(form.getByRole("button", { name: "Stop Bella" })).toBeVisible(patience);
  // Heard once, it costs nothing more.
  await expect(form.getByRole("button", { name: "Listen to Bella", exact: true })).toBeVisible(patience);

  await form.getByRole("button", { name: "Insert Laughter" }).click();
  await form.getByRole("button", { name: "Insert Breath" }).click();
  await expect(text).toHaveValue("[laughter][breath]");
  await speak.click();
  await expect(form.getByText("Write what is to be spoken: there are no words yet.")).toBeVisible();
  await form.getByRole("button", { name: "Suggestions" }).click();
  await page.getByRole("menuitem", { name: "Happy · 高兴" }).click();
  await expect(form.getByRole("textbox", { name: "How to speak" })).toHaveValue("Speak with a happy emotion");
  await text.fill("A recording lends me its voice. ");
  await form.getByRole("button", { name: "Insert Laughter" }).click();

  const recording = { name: "me.wav", mimeType: "audio/wav", buffer: recordingOf([said(5_000)], { rate: 8_000 }) };
  await form.getByRole("radio", { name: "A recording, for this once" }).check();
  const clip = form.getByRole("group", { name: "A recording, for this once" });
  await clip.locator("input[type=file]").setInputFiles(recording);
  await expect(clip.getByRole("button", { name: "Play" })).toBeVisible(patience);
  await speak.click();
  await expect(form.getByText("Write down what is said in the recording.")).toBeVisible();
  await clip.getByRole("textbox", { name: "Its exact words" }).fill("These are my own words.");
  await speak.click();
  const card = page.getByRole("article", { name: /^A recording lends me/ });
  await expect(card.getByText("Recording", { exact: true })).toBeVisible(patience);
  await expect(card).toHaveAttribute("aria-busy", "false", patience);
  await expect(card.getByRole("link", { name: "Download" })).toBeVisible();

  await form.getByRole("button", { name: /^Model: / }).click();
  await page.getByRole("menuitemradio", { name: /^MOSS-TTSD/ }).click();
  await text.fill("");
  await form.getByRole("button", { name: "Insert First person" }).click();
  await page.keyboard.type("Good morning. ");
  await form.getByRole("button", { name: "Insert Second person" }).click();
  await page.keyboard.type("Good evening.");
  await expect(text).toHaveValue("[S1]Good morning. [S2]Good evening.");
  const second = form.getByRole("group", { name: "Recording of the second person, [S2]" });
  await second.locator("input[type=file]").setInputFiles({
    name: "you.pcm",
    mimeType: "",
    buffer: recordingOf([said(4_000, 150)], { rate: 8_000 }).subarray(44),
  });
  const bare = second.getByRole("group", { name: "Bare samples" });
  await bare.getByRole("combobox", { name: "Samples a second" }).selectOption("8,000 Hz");
  await expect(second.getByText("0:00 / 0:04")).toBeVisible(patience);
  await second.getByRole("textbox", { name: "Its exact words" }).fill("And these are mine.");
  await expect(speak).toBeEnabled(patience);
  await speak.click();
  const dialogue = page.getByRole("article", { name: /^\[S1\]Good morning/ });
  await expect(dialogue).toBeVisible(patience);
  await expect(dialogue).toHaveAttribute("aria-busy", "false", patience);
  await expect(dialogue.getByRole("link", { name: "Download" })).toBeVisible();

  const headers = { "x-simulator-control": simulator.apiKey };
  const { requests } = (await (await request.get(`${simulator.origin}/control/requests`, { headers })).json()) as {
    requests: { path: string; body: { input?: string; references?: { text: string }[] } | null }[];
  };
  const spoken = (words: string) =>
    requests.find(({ path, body }) => path === "/v1/audio/speech" && body?.input?.includes(words))!.body!;
  expect(spoken("A recording lends")).toMatchObject({
    input: "Speak with a happy emotion<|endofprompt|>A recording lends me its voice. [laughter]",
    references: [{ text: "These are my own words." }],
  });
  expect(spoken("Good morning").references).toMatchObject([
    { text: "These are my own words." },
    { text: "And these are mine." },
  ]);
});

/** A voice of the signed in person's, made without the page. @returns what deletes it */
async function cloned(page: Page, origin: string, name: string): Promise<() => Promise<void>> {
  const headers = { origin };
  const upload = await page.request.post("/api/assets?kind=audio&name=me.wav", {
    headers: { ...headers, "content-type": "application/octet-stream" },
    data: recordingOf([said(9_000)]),
  });
  const { asset } = (await upload.json()) as { asset: { id: string } };
  const data = {
    ...{ requestKey: crypto.randomUUID(), modelId: "FunAudioLLM/CosyVoice2-0.5B", name, assetId: asset.id },
    ...{ fromMs: 0, toMs: 9_000, transcript: "These are my own words.", consent: true },
  };
  const made = await page.request.post("/api/voices", { headers, data });
  const { voice } = (await made.json()) as { voice: { id: string } };
  const address = `/api/voices/${voice.id}`;
  const state = async () =>
    ((await (await page.request.get(address)).json()) as { voice: { state: string } }).voice.state;
  await expect.poll(state, { timeout: 30_000 }).toBe("ready");
  return async () => {
    expect((await page.request.delete(address, { headers })).status()).toBe(202);
  };
}
