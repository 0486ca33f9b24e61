import { expectWcag } from "../support/accessible";
import { expect, test } from "../support/e2e";
import { ask, ended, hydrated, openNewChat, receipts } from "../support/e2e-chat";
import type { Login } from "../support/login";

const model = "deepseek-ai/DeepSeek-V3.2";

async function longChat(person: Login, count: number): Promise<string> {
  const { seedLongChat } = await import("../support/long-chat");
  return seedLongChat(person.userId, count, model);
}

test("rename, pin, find, delete and undo", async ({ page, signIn }) => {
  await signIn();
  await openNewChat(page);
  await ask(page, "About apples [[tokens=10]]");
  await ended(page);
  const list = page.getByRole("navigation", { name: "Conversations" });
  await list.getByRole("button", { name: /^Actions for/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByRole("textbox", { name: "Name of the conversation" }).fill("Orchard");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Orchard" })).toBeVisible();

  await list.getByRole("button", { name: "Actions for “Orchard”" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Pin" }).click();
  await expect(list.getByText("Pinned")).toBeVisible();

  await list.getByRole("searchbox").fill("nothing like it");
  await expect(list.getByText("No title holds “nothing like it”.")).toBeVisible();
  await list.getByRole("searchbox").fill("orch");
  await expect(list.getByRole("link", { name: "Orchard" })).toBeVisible();

  await list.getByRole("button", { name: "Actions for “Orchard”" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(page.getByText("“Orchard” was deleted.")).toBeVisible();
  await expect(page).toHaveURL(/\/$/);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page).toHaveURL(/\/chat\//);
  await expect(receipts(page)).toBeVisible();
});

test("500 messages open as quickly as few, and the older ones come without a jump", async ({ page, signIn }) => {
  const person = await signIn();
  const id = await longChat(person, 500);
  await page.goto(`/chat/${id}`);
  await hydrated(page);
  await expect(page.getByText("That is all of answer 250.")).toBeInViewport();
  await expect(page.locator(".md-code .tok-keyword").last()).toBeVisible();
  expect(await page.evaluate(() => document.querySelectorAll("*").length)).toBeLessThanOrEqual(1_607);

  const messages = page.getByRole("region", { name: "Messages" });
  for (const number of [236, 221, 206]) {
    const answer = page.getByText(`That is all of answer ${number}.`);
    await expect(async () => {
      await messages.evaluate((element) => element.scrollBy(0, -3 * element.clientHeight));
      await expect(answer).toBeAttached({ timeout: 250 });
    }).toPass({ timeout: 20_000 });
  }
  expect(await page.evaluate(() => document.querySelectorAll("*").length)).toBeLessThanOrEqual(3_000);
});

test("a hundred and more conversations: only those in view are drawn", async ({ page, signIn }) => {
  const person = await signIn();
  const { database } = await import("@/lib/db");
  const { newId } = await import("@/lib/core");
  await database().conversation.createMany({
    data: Array.from({ length: 300 }, (_, index) => ({
      id: newId(),
      userId: person.userId,
      title: `Conversation ${index}`,
      modelId: model,
      updatedAt: new Date(Date.now() - index * 3_600_000),
    })),
  });
  await page.goto("/");
  await hydrated(page);
  const list = page.getByRole("navigation", { name: "Conversations" });
  await expect(list.getByRole("link", { name: "Conversation 0", exact: true })).toBeVisible();
  await expect(async () => {
    await list.locator(".overflow-y-auto").evaluate((element) => element.scrollBy(0, element.clientHeight * 8));
    await expect(list.getByRole("link", { name: "Conversation 299", exact: true })).toBeVisible({ timeout: 250 });
  }).toPass({ timeout: 20_000 });
  expect(await list.getByRole("listitem").count()).toBeLessThan(80);
});

test("on a phone: one column, the list as a sheet, targets for fingers, in Chinese", async ({
  browser,
  signIn,
  world,
}) => {
  const context = await browser.newContext({
    baseURL: world.appUrl,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    locale: "zh-CN",
  });
  const person = await signIn({ context });
  const id = await longChat(person, 6);
  const page = await context.newPage();
  await page.goto(`/chat/${id}`);
  await hydrated(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  const box = await page.getByRole("textbox", { name: "消息" }).boundingBox();
  expect(box!.y + box!.height).toBeLessThan(844);
  await page.getByRole("button", { name: "显示对话列表" }).click();
  const sheet = page.getByRole("dialog", { name: "对话" });
  await expect(sheet.getByRole("link", { name: "A chat of 6 messages" })).toBeVisible();
  await expectWcag(page);
  await context.close();
});
