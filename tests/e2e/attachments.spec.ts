import { expect, type Page } from "@playwright/test";
import { expectWcag } from "../support/accessible";
import { ask, composer, ended, hydrated, openNewChat, test } from "../support/e2e-chat";
import { makePdf } from "../support/documents/pdf";
import { pictureOf } from "../support/pictures";

interface LedgerEntry {
  model: string;
  quantities: Record<string, number>;
}

const tray = (page: Page) => page.getByRole("list", { name: "Attached to this message" });
const files = (page: Page) => page.locator("form[data-ready] input[type=file]");

test.beforeEach(async ({ signIn }) => {
  await signIn({ role: "admin" });
});

test("a picture is priced before it is sent, seen by a model that can, and charged as it was priced", async ({
  page,
  world,
  request,
}) => {
  await openNewChat(page);
  const png = await pictureOf(1024, 1024).png().toBuffer();
  await files(page).setInputFiles([
    { name: "pattern.png", mimeType: "image/png", buffer: png },
    { name: "small.png", mimeType: "image/png", buffer: await pictureOf(300, 200).png().toBuffer() },
  ]);
  await expect(tray(page).getByRole("listitem")).toHaveCount(2);
  await expect(tray(page).getByRole("button", { name: "Look at pattern.png" })).toBeVisible();

  // the standard model does not see, and another is offered
  await expect(page.getByText(/cannot see pictures\. Choose a model that can/)).toBeVisible();
  await page.getByRole("button", { name: /^Use / }).click();
  await expect(page.getByText(/cannot see pictures/)).toBeHidden();
  await expect(tray(page)).toContainText("High · 1.4k tokens");
  await expectWcag(page);

  await tray(page).getByRole("button", { name: "Options for pattern.png" }).click();
  const options = page.getByRole("dialog", { name: "Options for pattern.png" });
  await options.getByText("Low · 256").click();
  await options.getByLabel("Description").fill("A pattern of colours");
  await expectWcag(page);
  await page.keyboard.press("Escape");
  await expect(tray(page)).toContainText("Low · 256 tokens");
  await page.getByRole("button", { name: "Options for pattern.png" }).click();
  await options.getByText("High · 1.4k").click();
  await page.keyboard.press("Escape");

  // by key to the second place, and kept over a reload
  await tray(page).getByRole("button", { name: "Look at pattern.png" }).press("Alt+ArrowRight");
  await expect(tray(page).getByRole("listitem").first()).toContainText("small.png");
  await tray(page).getByRole("button", { name: "Remove small.png" }).click();
  await page.reload();
  await hydrated(page);
  await expect(tray(page).getByRole("listitem")).toHaveCount(1);
  await page.getByRole("button", { name: /^Use / }).click();

  await page.getByRole("button", { name: /^Price/ }).click();
  const price = page.getByRole("dialog").filter({ hasText: "Pictures and files" });
  await expect(price).toContainText("1,369");
  await page.keyboard.press("Escape");
  await ask(page, "What is in this picture?");
  await ended(page);
  await expect(tray(page)).toBeHidden();
  await expect(page.locator(".md").last()).toContainText("1024 × 1024 pixels");

  const ledger = await request.get(`${world.simulator.origin}/control/ledger`, {
    headers: { "x-simulator-control": world.simulator.apiKey },
  });
  const { entries } = (await ledger.json()) as { entries: LedgerEntry[] };
  const charged = Math.max(...entries.map(({ quantities }) => quantities.input_tokens ?? 0));
  expect(charged).toBeGreaterThan(1369);
  expect(charged).toBeLessThan(1369 + 40);

  await page.getByRole("button", { name: "Look at A pattern of colours" }).click();
  const zoom = page.getByRole("dialog", { name: "pattern.png" });
  await expect(zoom.getByRole("img")).toBeVisible();
  await expect
    .poll(() => zoom.getByRole("img").evaluate((element: HTMLImageElement) => element.naturalWidth))
    .toBe(1024);
  await expectWcag(page);
});

test("a PDF in Chinese is read, sent by its pages and answered from", async ({ page }) => {
  await openNewChat(page);
  const line = (text: string, y: number) => ({ text, y });
  const pdf = makePdf([
    [line("年度报告", 780), line("北京办公室于五月开业。", 740)],
    [line("每月租金为四千二百元。", 780), line("共有十二张桌子。", 740)],
  ]);
  await files(page).setInputFiles({ name: "报告.pdf", mimeType: "application/pdf", buffer: pdf });
  await expect(tray(page)).toContainText(/2 pages · \d+ tokens/, { timeout: 20_000 });

  await composer(page).fill("每月的租金是多少？");
  await tray(page).getByRole("button", { name: "Choose pages" }).click();
  const chooser = page.getByRole("dialog", { name: "What to send of 报告.pdf" });
  await chooser.getByLabel("Pages", { exact: true }).fill("3");
  await expect(chooser).toContainText("Write pages between 1 and 2");
  await chooser.getByLabel("Pages", { exact: true }).fill("2");
  await expectWcag(page);
  await chooser.getByRole("button", { name: "Send these" }).click();
  await expect(tray(page)).toContainText("2 of 2 pages");

  await composer(page).press("Enter");
  await ended(page);
  await expect(page.locator(".md").last()).toContainText("每月租金为四千二百元。");
  await expect(page.getByRole("link", { name: "Download 报告.pdf" })).toBeVisible();
  await expectWcag(page);
});
