import { createHash } from "node:crypto";
import pg from "pg";
import { expect, test } from "../support/e2e";

interface Made {
  url: string;
  assetId: string;
}

interface Call {
  state: string;
  kind: string;
  submitted: boolean;
}

async function calledBy(database: pg.Client, userId: string): Promise<Call[]> {
  const { rows } = await database.query<Call>(
    "select state::text, kind::text, provider_id is not null as submitted from creation_calls where user_id = $1",
    [userId],
  );
  return rows;
}

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

test("pictures, a variation and a clip outlive two crashes and the provider's memory, byte for byte, at its prices", async ({
  page,
  context,
  signIn,
  control,
  request,
  world,
}) => {
  test.setTimeout(240_000);
  const { origin, apiKey } = world.simulator;
  const headers = { "x-simulator-control": apiKey };
  await request.delete(`${origin}/control/ledger`, { headers });
  const person = await signIn();

  await page.goto("/images");
  await page.getByRole("button", { name: /^Model:/ }).click();
  await page.getByRole("menuitemradio", { name: /^Qwen-Image / }).click();
  await page.getByRole("textbox", { name: "Prompt" }).fill("A lighthouse in a storm");
  await page.getByRole("group", { name: "Pictures" }).getByText("4", { exact: true }).click();
  await page.getByRole("button", { name: "Create", exact: true }).click();
  const results = page.getByRole("article").getByRole("button", { name: /^Open Picture/ });
  await expect(results).toHaveCount(4, { timeout: 30_000 });

  const menu = page
    .getByRole("article")
    .last()
    .getByRole("listitem")
    .first()
    .getByRole("button", { name: "More actions" });
  await menu.click();
  await page.getByRole("menuitem", { name: /^Vary/ }).click();
  await expect(page.getByRole("article")).toHaveCount(2);
  await menu.click();
  await page.getByRole("menuitem", { name: "Start a clip from it" }).click();
  await page.getByRole("textbox", { name: "Prompt", exact: true }).fill("Waves break, the light turns.");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByRole("article", { name: "Waves break, the light turns." })).toBeVisible();
  await page.close();

  const database = new pg.Client(world.databaseUrl);
  await database.connect();
  try {
    // A clip's first call is never repeated blindly: killed before its answer it would be unknown, and rightly so.
    await expect
      .poll(async () => (await calledBy(database, person.userId)).find(({ kind }) => kind === "video")?.submitted, {
        timeout: 30_000,
      })
      .toBe(true);
    for (let crash = 0; crash < 2; crash++) {
      await control("kill");
      await control("start");
    }

    const ends = /^(done|unknown|failed|cancelled)$/;
    await expect
      .poll(async () => (await calledBy(database, person.userId)).every(({ state }) => ends.test(state)), {
        timeout: 120_000,
      })
      .toBe(true);
    const calls = await calledBy(database, person.userId);
    expect(calls.filter(({ kind, state }) => kind === "video" && state === "done")).toHaveLength(1);
    expect(calls.some(({ state }) => state === "failed" || state === "cancelled")).toBe(false);

    const { rows: made } = await database.query<Made>(
      `select o.url, o.asset_id as "assetId" from creation_outputs o join creation_calls c on c.id = o.call_id where c.user_id = $1`,
      [person.userId],
    );
    expect(made.length).toBeGreaterThanOrEqual(5);
    const sent = new Map<string, string>();
    for (const { url, assetId } of made) sent.set(assetId, sha256(await (await request.get(url)).body()));

    // an hour later the provider has forgotten all of it
    await request.post(`${origin}/control/clock`, { headers, data: { advanceMs: 3_600_000 } });
    expect((await request.get(made[0]!.url)).status()).toBe(403);
    const later = await context.newPage();
    for (const { assetId } of made) {
      const kept = await context.request.get(`/api/assets/${assetId}`);
      expect(kept.status()).toBe(200);
      expect(sha256(await kept.body())).toBe(sent.get(assetId));
    }
    await later.goto("/library?kind=video");
    await later.getByRole("link", { name: /Waves break, the light turns/ }).click();
    const player = later.locator("video");
    await expect.poll(() => player.evaluate((video: HTMLVideoElement) => video.readyState)).toBeGreaterThanOrEqual(2);

    // what is known to be made costs what the provider says; what a crash has left unknown is never billed twice
    const { rows: ours } = await database.query<{ traceId: string; nanos: string }>(
      `select trace_id as "traceId", cost_nanos::text as nanos from ledger_entries where user_id = $1 and outcome = 'complete'`,
      [person.userId],
    );
    const ledger = (await (await request.get(`${origin}/control/ledger`, { headers })).json()) as {
      entries: { traceId: string; costNanos: string }[];
    };
    const billed = new Map(ledger.entries.map(({ traceId, costNanos }) => [traceId, costNanos]));
    expect(ours.length).toBeGreaterThanOrEqual(5);
    for (const { traceId, nanos } of ours) expect(billed.get(traceId)).toBe(nanos);
    expect(ledger.entries.length).toBeLessThanOrEqual(calls.length);
  } finally {
    await database.end();
  }
});
