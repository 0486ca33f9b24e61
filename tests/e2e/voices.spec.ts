import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";
import pg from "pg";
import { expectAccessible } from "../support/accessible";
import { expect, test } from "../support/e2e";
import { pause, recordingOf, speech } from "../support/recordings";

const patience = { timeout: 30_000 };

// A microphone that nobody has to allow, and that hears a voice of our own making.
test.use({
  permissions: ["microphone"],
  launchOptions: async ({ launchOptions }, provide) => {
    const folder = mkdtempSync(path.join(tmpdir(), "silica-voice-"));
    const heard = path.join(folder, "heard.wav");
    const words = [speech(700, 180), pause(100), speech(500, 240), pause(150), speech(900, 210), pause(100)];
    writeFileSync(heard, recordingOf([...words, ...words, ...words, ...words], { rate: 48_000 }));
    const args = [
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      `--use-file-for-fake-audio-capture=${heard}`,
      "--autoplay-policy=no-user-gesture-required",
    ];
    await provide({ ...launchOptions, args: [...(launchOptions.args ?? []), ...args] });
    rmSync(folder, { recursive: true });
  },
});

test("a voice is recorded, cloned, heard, nobody else's, and gone on both sides when it is deleted", async ({
  page,
  signIn,
  browser,
  request,
  world,
}) => {
  test.setTimeout(180_000);
  const { origin, apiKey } = world.simulator;
  const headers = { "x-simulator-control": apiKey };
  const there = async () => {
    const response = await request.get(`${origin}/control/voices`, { headers });
    return ((await response.json()) as { voices: { customName: string }[] }).voices;
  };
  const setPace = (firstTokenMs: number) =>
    request.put(`${origin}/control/settings`, { headers, data: { firstTokenMs } });
  await request.delete(`${origin}/control/voices`, { headers });
  await request.delete(`${origin}/control/ledger`, { headers });
  const person = await signIn();

  await page.goto("/voices");
  await expect(page.getByText("No voice of your own yet")).toBeVisible();
  const form = page.getByRole("form", { name: "A new voice" });
  await record(page);
  await expect(form.locator("[data-verdict]")).toHaveAttribute("data-verdict", /good|usable/, patience);
  await form.getByRole("slider", { name: /^End/ }).press("ArrowLeft");
  await form.getByRole("button", { name: "Clone the voice" }).click();
  await expect(form.getByText("Write down what is said, or have it written down.")).toBeVisible();
  await form.getByRole("button", { name: "Have it written down" }).click();
  await expect(form.getByRole("textbox", { name: "What is said in it" })).not.toHaveValue("", patience);
  await form.getByRole("textbox", { name: "Name" }).fill("我的声音 One");
  await form.getByRole("checkbox", { name: /^This is my own voice/ }).check();
  await expect(form.locator("[data-verdict]")).toHaveAttribute("data-verdict", /good|usable/, patience);
  await expectAccessible(page);
  await form.getByRole("button", { name: "Clone the voice" }).click();

  const voice = page.getByRole("article", { name: "我的声音 One" });
  await expect(voice).toHaveAttribute("data-state", "ready", patience);
  expect((await there()).map(({ customName }) => customName.replace(/[0-9a-f]+$/, ""))).toEqual(["voice-"]);
  await expectAccessible(page);
  await voice.getByRole("button", { name: "Hear it speak" }).click();
  await expect(voice.getByRole("group", { name: "Player: 我的声音 One speaks" })).toBeVisible(patience);

  // Chinese and English in one text, long enough for several parts: heard before it is complete.
  await voice.getByRole("link", { name: "Speak with it" }).click();
  const speaking = page.getByRole("form", { name: "A new speech" });
  await expect(speaking.getByRole("radio", { name: /^我的声音 One/ })).toBeChecked(patience);
  await speaking
    .getByRole("textbox", { name: "Text", exact: true })
    .fill("你好，这是我的声音。 And this is how I speak English. ".repeat(60));
  await expect(speaking.getByText(/^\d parts, joined without gaps$/)).toBeVisible();
  await setPace(600);
  await speaking.getByRole("button", { name: "Speak", exact: true }).click();
  const card = page.getByRole("article", { name: /^你好，这是我的声音。 And this is/ });
  await expect(card.and(page.locator("[aria-busy=true]")).locator("[data-playing=playing]")).toBeVisible(patience);
  await expect(card).toHaveAttribute("aria-busy", "false", { timeout: 60_000 });
  await setPace(120);
  await page.goto("/library");
  await page
    .getByRole("grid")
    .getByRole("link", { name: /你好，这是我的声音。 And this is/ })
    .click();
  await expect(page.getByRole("dialog").getByRole("button", { name: "Play" })).toBeVisible(patience);
  await expect(page.getByRole("dialog").getByText("我的声音 One", { exact: true })).toBeVisible();

  await page.goto("/voices");
  await expect(voice).toHaveAttribute("data-state", "ready");
  const { voices } = (await (await page.request.get("/api/voices")).json()) as {
    voices: { id: string; modelId: string }[];
  };
  const address = `/api/voices/${voices[0]!.id}`;

  const stranger = await browser.newContext();
  await signIn({ context: stranger });
  const theirs = await stranger.newPage();
  await theirs.goto(`${world.appUrl}/voices`);
  await expect(theirs.getByText("No voice of your own yet")).toBeVisible();
  const own = { origin: world.appUrl };
  expect((await theirs.request.get(world.appUrl + address)).status()).toBe(404);
  expect((await theirs.request.get(`${world.appUrl}${address}/sample`)).status()).toBe(404);
  expect((await theirs.request.delete(world.appUrl + address, { headers: own })).status()).toBe(404);
  const use = { requestKey: crypto.randomUUID(), modelId: voices[0]!.modelId, text: "Hello" };
  const spoken = { ...use, voice: { kind: "own", voiceId: voices[0]!.id } };
  const refusal = await theirs.request.post(`${world.appUrl}/api/speech`, { headers: own, data: spoken });
  expect(refusal.status()).toBe(404);
  await stranger.close();

  await voice.getByRole("button", { name: "More for 我的声音 One" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("No voice of your own yet")).toBeVisible(patience);
  await expect.poll(there, patience).toEqual([]);

  const ledger = (await (await request.get(`${origin}/control/ledger`, { headers })).json()) as {
    entries: { costNanos: string }[];
  };
  const owed = ledger.entries.map(({ costNanos }) => costNanos).sort();
  // written down, tried, and the parts of the speech
  expect(owed.length).toBeGreaterThan(3);
  await expect.poll(() => spentBy(world.databaseUrl, person.userId), patience).toEqual(owed);
});

async function record(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Record", exact: true }).click();
  await expect(page.getByText(/^0:06 of/)).toBeVisible(patience);
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.locator("[data-source=ready]")).toBeVisible(patience);
}

/** What each call of a person has cost by our own books. */
async function spentBy(databaseUrl: string, userId: string): Promise<string[]> {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    const { rows } = await database.query<{ nanos: string }>(
      `select cost_nanos::text as nanos from ledger_entries where user_id = $1`,
      [userId],
    );
    return rows.map(({ nanos }) => nanos).sort();
  } finally {
    await database.end();
  }
}
