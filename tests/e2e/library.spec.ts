import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessible";
import { expect, test } from "../support/e2e";
import { pictureOf } from "../support/pictures";

/** Sends something from our own page. */
async function post(page: Page, path: string, body: unknown): Promise<unknown> {
  return page.evaluate(
    async ([address, text]) => {
      const response = await fetch(address, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: text,
      });
      if (!response.ok) throw new Error(await response.text());
      return (await response.json()) as unknown;
    },
    [path, JSON.stringify(body)] as const,
  );
}

/** How many of a kind the server has kept by now. */
async function countOf(page: Page, kind: string): Promise<number> {
  return page.evaluate(async (asked) => {
    const response = await fetch(`/api/library?kind=${asked}`);
    return ((await response.json()) as { items: unknown[] }).items.length;
  }, kind);
}

async function upload(page: Page, name: string, shade: number): Promise<void> {
  const png = await pictureOf(300 + shade, 200)
    .png()
    .toBuffer();
  await page.evaluate(
    async ([fileName, base64]) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const query = new URLSearchParams({ kind: "picture", name: fileName });
      const response = await fetch(`/api/assets?${query}`, { method: "POST", body: bytes });
      if (!response.ok) throw new Error(await response.text());
    },
    [name, png.toString("base64")] as const,
  );
}

const grid = (page: Page) => page.getByRole("grid", { name: "Items, newest first" });
const pictures = (page: Page) => grid(page).getByRole("link", { name: /^Picture/ });
const tile = (page: Page, name: string | RegExp) => page.getByRole("grid").getByRole("link", { name });

test("what was made and sent is found, looked at, shared, thrown away, brought back and downloaded", async ({
  page,
  signIn,
  browser,
  world,
}) => {
  test.setTimeout(150_000);
  await signIn();
  await page.goto("/library");
  await expect(page.getByText("Everything you make or send is kept here")).toBeVisible();
  await expect(page.getByRole("link", { name: "Make this picture" })).toBeVisible();
  await expectAccessible(page);

  // one clip is under way while the rest happens
  await post(page, "/api/videos", {
    modelId: "Wan-AI/Wan2.2-T2V-A14B",
    prompt: "Waves run up a beach at dusk",
    size: "1280x720",
    requestKey: crypto.randomUUID(),
  });
  await post(page, "/api/images", {
    modelId: "Kwai-Kolors/Kolors",
    prompt: "一只戴帽子的猫",
    count: 2,
    seed: 7,
    inputAssetIds: [],
    requestKey: crypto.randomUUID(),
  });
  await expect.poll(() => countOf(page, "picture"), { timeout: 20_000 }).toBe(2);
  for (const [index, name] of ["harbour.png", "bridge.png", "attic.png"].entries()) await upload(page, name, index);
  await page.reload();
  await expect(pictures(page)).toHaveCount(5);
  await expect(page.getByRole("rowheader", { name: "Today" })).toBeVisible();
  await expect(page.getByText(/of 20 GB$/)).toBeVisible();
  await expectAccessible(page);

  // by words, by origin; the address keeps it
  await page.getByRole("searchbox", { name: "Search prompts and names" }).fill("戴帽子");
  await expect(pictures(page)).toHaveCount(2);
  await expect(page).toHaveURL(/q=/);
  await page.reload();
  await expect(pictures(page)).toHaveCount(2);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByRole("button", { name: /^Filters/ }).click();
  await page.getByLabel("Origin").selectOption("uploaded");
  await expect(pictures(page)).toHaveCount(3);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Clear filters" }).click();

  // details: how it was made, and its neighbours by keys
  await tile(page, /戴帽子/)
    .first()
    .click();
  await expect(page).toHaveURL(/item=/);
  const panel = page.getByRole("dialog");
  await expect(panel.getByText("Kolors").first()).toBeVisible();
  await expect(panel.getByText("Seed")).toBeVisible();
  await panel.getByRole("button", { name: /^Receipt:/ }).click();
  await expect(page.getByRole("dialog", { name: "Receipt" }).getByText("Trace ID", { exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expectAccessible(page);
  await panel.getByRole("button", { name: "Favourite", exact: true }).click();
  await expect(panel.getByRole("button", { name: "No longer a favourite" })).toBeVisible();
  const address = page.url();
  await page.reload();
  await expect(panel.getByRole("button", { name: "No longer a favourite" })).toBeVisible();

  // a link, for somebody who has not signed in
  await panel.getByRole("button", { name: "Share" }).click();
  const sharing = page.getByRole("dialog", { name: "Share by link" });
  await sharing.getByLabel("Show the prompt and the model too").check();
  await expectAccessible(page);
  await sharing.getByRole("button", { name: "Make link" }).click();
  const url = await sharing.getByLabel("Link", { exact: true }).inputValue();
  await sharing.getByRole("button", { name: "Close" }).last().click();
  const stranger = await browser.newContext({ baseURL: world.appUrl, locale: "en-US" });
  const visitor = await stranger.newPage();
  await visitor.goto(url);
  await expect(visitor.getByRole("heading", { name: "A shared picture" })).toBeVisible();
  await expect(visitor.getByText("一只戴帽子的猫", { exact: true })).toBeVisible();
  const shown = visitor.getByRole("img", { name: "一只戴帽子的猫" });
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await expectAccessible(visitor);
  await panel.getByRole("button", { name: /^Revoke the link/ }).click();
  await expect(panel.getByText("Revoked")).toBeVisible();
  expect((await visitor.reload())?.status()).toBe(404);
  await stranger.close();

  // thrown away, and brought back by undo
  await page.goto(address);
  await panel.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Move to the trash" }).click();
  await expect(pictures(page)).toHaveCount(4);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(pictures(page)).toHaveCount(5);

  // by keys: two are chosen, downloaded, thrown away
  await tile(page, /attic\.png/).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(page.getByRole("toolbar", { name: "Selected items" })).toContainText("2 selected");
  await expectAccessible(page);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download as ZIP" }).click();
  expect((await download).suggestedFilename()).toMatch(/^library-[\d-]+\.zip$/);
  await tile(page, /bridge\.png/).focus();
  await page.keyboard.press("Delete");
  await expect(pictures(page)).toHaveCount(3);
  await expect(grid(page).getByRole("link").first()).toBeFocused();

  // the trash: one is restored, the other goes for good
  await page.getByRole("button", { name: "Trash", exact: true }).click();
  const trash = page.getByRole("grid", { name: /^Items in the trash/ });
  await expect(trash.getByRole("link")).toHaveCount(2);
  await expect(page).toHaveURL(/trash=1/);
  await expectAccessible(page);
  await trash.getByRole("link", { name: /attic\.png/ }).click();
  await panel.getByRole("button", { name: "Restore" }).click();
  await expect(trash.getByRole("link")).toHaveCount(1);
  await page.getByRole("button", { name: "Empty the trash" }).click();
  await page.getByRole("dialog", { name: "Empty the trash?" }).getByRole("button", { name: "Empty the trash" }).click();
  await expect(page.getByText("The trash is empty")).toBeVisible();
  await page.getByRole("button", { name: "Back to the library" }).click();

  // the clip has come meanwhile: it plays, and seeks
  await expect.poll(() => countOf(page, "video"), { timeout: 60_000, intervals: [1_000] }).toBe(1);
  await page.goto("/library?kind=video");
  await grid(page).getByRole("link").click();
  const clip = panel.locator("video");
  await expect.poll(() => clip.evaluate((video: HTMLVideoElement) => video.readyState)).toBeGreaterThan(0);
  const place = await clip.evaluate(
    (video: HTMLVideoElement) =>
      new Promise<number>((resolve) => {
        video.addEventListener("seeked", () => resolve(video.currentTime), { once: true });
        video.currentTime = video.duration / 2;
      }),
  );
  expect(place).toBeGreaterThan(0);

  // and its settings go back to the studio
  await panel.getByRole("link", { name: "Remix" }).click();
  await expect(page).toHaveURL(/\/videos/);
  await expect(page.getByRole("textbox", { name: /Prompt|Describe/ }).first()).toHaveValue(/Waves run up a beach/);
});
