import { expectAccessible } from "../support/accessible";
import { expect, test } from "../support/e2e";
import { pictureOf } from "../support/pictures";

const usualMs = 20_000;
test.afterEach(async ({ request, world: { simulator } }) => {
  const headers = { "x-simulator-control": simulator.apiKey };
  await request.put(`${simulator.origin}/control/settings`, { headers, data: { videoMs: usualMs } });
});

test("a clip begins with a picture, outlives its tab and two crashes, is announced elsewhere, and plays", async ({
  page,
  context,
  signIn,
  control,
  request,
  world,
}) => {
  test.setTimeout(180_000);
  const { origin, apiKey } = world.simulator;
  const headers = { "x-simulator-control": apiKey };
  const requests = async (path: string) => {
    const response = await request.get(`${origin}/control/requests?path=${path}`, { headers });
    return ((await response.json()) as { requests: { body: { image?: string } }[] }).requests;
  };
  await request.delete(`${origin}/control/requests`, { headers });
  await request.delete(`${origin}/control/ledger`, { headers });
  await request.put(`${origin}/control/settings`, { headers, data: { videoMs: 30_000 } });
  await signIn();

  await page.goto("/videos");
  const form = page.getByRole("form", { name: "A new clip" });
  await form.getByText("A picture", { exact: true }).click();
  await expect(page.getByRole("button", { name: "Choose a picture" })).toBeVisible();
  const buffer = await pictureOf(600, 900).jpeg().toBuffer();
  await page.locator("input[type=file]").setInputFiles({ name: "start.jpg", mimeType: "image/jpeg", buffer });
  const part = page.getByRole("slider", { name: "Part of the picture" });
  await expect(part).toHaveAttribute("aria-valuetext", "50 % across, 50 % down");
  await expect(page.getByRole("radio", { name: "Tall 9:16" })).toBeChecked();
  await part.focus();
  await page.keyboard.press("Home");
  await expect(part).toHaveAttribute("aria-valuetext", "0 % across, 50 % down");
  await page.getByRole("textbox", { name: "Prompt", exact: true }).fill("The colours begin to flow.");
  await expect(page.getByText("5 of 200 words")).toBeVisible();
  await expect(form.getByRole("button", { name: "Price: $0.28" })).toBeVisible();
  await expectAccessible(page);
  await form.getByRole("button", { name: "Create", exact: true }).click();
  const clip = page.getByRole("article", { name: "The colours begin to flow." });
  await expect(clip).toBeVisible();
  await expect(clip.getByText(/^(Submitted|In progress)$/)).toBeVisible({ timeout: 20_000 });
  await expectAccessible(page);
  await page.close();

  await control("kill");
  await control("start");
  const before = (await requests("/video/status")).length;
  await expect.poll(async () => (await requests("/video/status")).length, { timeout: 40_000 }).toBeGreaterThan(before);
  await control("kill");
  await control("start");

  const elsewhere = await context.newPage();
  await elsewhere.goto("/usage");
  await elsewhere.getByRole("button", { name: "1 in progress" }).click();
  await expect(elsewhere.getByRole("link", { name: /The colours begin to flow\./ })).toBeVisible();
  await expectAccessible(elsewhere);
  await elsewhere.keyboard.press("Escape");
  await expect(elsewhere.getByText("Your clip is done: The colours begin to flow.")).toBeVisible({ timeout: 90_000 });
  await elsewhere.getByRole("button", { name: "Show", exact: true }).click();

  const player = elsewhere.locator("video");
  await expect.poll(() => player.evaluate((video: HTMLVideoElement) => video.readyState)).toBeGreaterThanOrEqual(2);
  const played = await player.evaluate(async (video: HTMLVideoElement) => {
    video.pause();
    const seeked = new Promise((resolve) => video.addEventListener("seeked", resolve, { once: true }));
    video.currentTime = 2;
    await seeked;
    return { at: video.currentTime, width: video.videoWidth, height: video.videoHeight, seconds: video.duration };
  });
  expect(played).toMatchObject({ at: 2, width: 720, height: 1280 });
  expect(played.seconds).toBeGreaterThan(3);

  const sent = await requests("/video/submit");
  expect(sent).toHaveLength(1);
  expect(sent[0]!.body.image).toMatch(/^data:image\/jpeg;base64,/);
  const ledger = (await (
    await request.get(`${origin}/control/ledger?model=Wan-AI/Wan2.2-I2V-A14B`, { headers })
  ).json()) as {
    entries: { costNanos: string }[];
  };
  expect(ledger.entries.map(({ costNanos }) => costNanos)).toEqual(["280000000"]);
  await elsewhere.keyboard.press("Escape");
  const kept = elsewhere.getByRole("article", { name: "The colours begin to flow." });
  await expect(kept.getByRole("button", { name: /Receipt: Wan2\.2-I2V-A14B · \$0\.28 · / })).toBeVisible();
});
