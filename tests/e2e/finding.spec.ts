import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessible";
import { expect, test } from "../support/e2e";
import { ask, ended, hydrated, openNewChat } from "../support/e2e-chat";

const model = "deepseek-ai/DeepSeek-V3.2";

test("a word said long ago is found, and its hit opens on its branch", async ({ page, signIn }) => {
  const person = await signIn();
  const { seedLongChat } = await import("../support/long-chat");
  const { database } = await import("@/lib/db");
  const { newId } = await import("@/lib/core");
  const id = await seedLongChat(person.userId, 300, model);
  const [first] = await database().message.findMany({
    where: { conversationId: id },
    orderBy: { createdAt: "asc" },
    take: 1,
  });
  // Another version of the first question, which the branch on screen does not hold.
  const other = newId();
  await database().message.create({
    data: {
      id: other,
      conversationId: id,
      parentId: null,
      role: "user",
      parts: [{ type: "text", text: "从前的灯塔在哪里？" }],
      createdAt: new Date(first!.createdAt.getTime() + 500),
    },
  });

  await page.goto("/");
  await hydrated(page);
  const list = page.getByRole("navigation", { name: "Conversations" });
  await list.getByRole("searchbox").fill("灯塔");
  await list.getByRole("searchbox").press("Enter");
  await expect(page).toHaveURL(/\/search\?q=%E7%81%AF%E5%A1%94$/);
  const hit = page.getByRole("link", { name: /从前的灯塔在哪里/ });
  await expect(hit.locator("mark")).toHaveText("灯塔");
  await expectAccessible(page);
  await hit.click();
  await expect(page.locator(`[data-message="${other}"]`)).toBeInViewport();
  await expect(page.locator(`[data-message="${other}"]`)).toHaveAttribute("data-marked", "");

  // A message far back on the branch that was left: the branch opens, and the way back is loaded.
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox").fill('"all of answer 20."');
  await page.getByRole("option", { name: /^Search messages for/ }).click();
  await page.getByRole("link", { name: /That is all of answer 20\./ }).click();
  await expect(page.getByText("That is all of answer 20.", { exact: true })).toBeInViewport();
});

test("an export imported into a second account is the same there", async ({ page, signIn, browser, world }, info) => {
  await signIn();
  await openNewChat(page);
  await ask(page, "Compare tea and coffee [[tokens=20]]");
  await ended(page);
  await page.getByRole("button", { name: "Answer again" }).last().click();
  await ended(page);
  await expect(page.getByRole("img", { name: "Version 2 of 2" })).toBeVisible();
  const list = page.getByRole("navigation", { name: "Conversations" });
  await list.getByRole("button", { name: "New folder" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Kitchen");
  await page.getByRole("textbox", { name: "System prompt" }).fill("Answer like a cook.");
  await page.getByRole("button", { name: "Create folder" }).click();
  await expect(page.getByRole("heading", { name: "New in “Kitchen”" })).toBeVisible();
  await page.getByRole("textbox", { name: "Message", exact: true }).fill("Salt first? [[tokens=10]]");
  await page.keyboard.press("Enter");
  await ended(page);
  await expect(list.getByRole("link", { name: "Kitchen" })).toBeVisible();

  await page.goto("/settings/conversations");
  const download = page.waitForEvent("download");
  await exportAll(page);
  const file = info.outputPath("export.json");
  await (await download).saveAs(file);
  const before = JSON.parse(await readFile(file, "utf8")) as Exported;
  expect(before.conversations).toHaveLength(2);

  const context = await browser.newContext({ baseURL: world.appUrl });
  await signIn({ context });
  const second = await context.newPage();
  await second.goto("/settings/conversations");
  await expect(second.getByText("You have not shared a conversation.")).toBeVisible();
  await second.getByLabel("Choose a file").setInputFiles(file);
  await expect(second.getByText("2 conversations with 5 messages imported from Silica.")).toBeVisible();
  await expect(second.getByText("1 folder made.")).toBeVisible();
  const again = second.waitForEvent("download");
  await exportAll(second);
  const copy = info.outputPath("copy.json");
  await (await again).saveAs(copy);
  expect(withoutIds(JSON.parse(await readFile(copy, "utf8")) as Exported)).toEqual(withoutIds(before));
  await second.goto("/");
  await second.getByRole("navigation", { name: "Conversations" }).getByRole("link", { name: "Kitchen" }).click();
  await expect(second.getByRole("heading", { name: "New in “Kitchen”" })).toBeVisible();
  await context.close();
});

/** All conversations as a file, as whoever has signed in a moment ago. */
async function exportAll(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Export all conversations" }).click();
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("link", { name: "Export as JSON" }).click();
}

interface Exported {
  exportedAt?: string;
  folders: { id: string }[];
  conversations: { id: string; messages: { id: string }[] }[];
}

/** The same with places instead of ids, which are all new in a copy. */
function withoutIds({ folders, conversations }: Exported): unknown {
  const ids = [...folders, ...conversations, ...conversations.flatMap(({ messages }) => messages)].map(({ id }) => id);
  const places = new Map(ids.map((id, index) => [id, `#${index}`]));
  return JSON.parse(
    JSON.stringify({ folders, conversations }, (_, value: unknown) =>
      typeof value === "string" ? (places.get(value) ?? value) : value,
    ),
  );
}
