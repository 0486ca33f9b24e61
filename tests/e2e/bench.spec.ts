import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessible";
import { expect } from "../support/e2e";
import { ask, composer, ended, openNewChat, receipts, test } from "../support/e2e-chat";

const run = (page: Page) => page.getByRole("button", { name: /^Run( again)?$/ });

test("a gap in the middle of a function is filled, taken into the text, and found again; a function is played by hand", async ({
  page,
  signIn,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signIn();
  await page.goto("/bench");
  const editor = page.getByRole("textbox", { name: "Text with a gap" });
  await expect(editor).toContainText("pivot");
  await expect(page.locator(".bench-gap")).toBeVisible();

  await run(page).click();
  const suggestion = page.locator(".bench-suggestion");
  await expect(suggestion).toContainText("left = [item for item in items if item < pivot]");
  await expect(page.getByRole("button", { name: "Accept" })).toBeVisible();
  await expect(receipts(page)).toHaveText(/tokens · \$0\.\d+ · [\d.]+ s$/);
  await expectAccessible(page);

  await editor.focus();
  await page.keyboard.press("Tab");
  await expect(suggestion).toBeHidden();
  await expect(editor).toContainText("right = [item for item in items if item > pivot]");
  await expect(editor).toContainText("return quick_sort(left) + middle + quick_sort(right)");

  await page.getByText("Completions", { exact: true }).click();
  await run(page).click();
  await expect(page.getByRole("button", { name: "Accept" })).toBeVisible();
  await editor.focus();
  await page.keyboard.press("Escape");
  await expect(suggestion).toBeHidden();

  await page.getByRole("button", { name: "Copy the request" }).click();
  await page.getByRole("menuitem", { name: "As Python (openai)" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("client.completions.create(");

  const shown = page.getByRole("region", { name: "Runs" }).getByRole("button", { name: /^Show run/ });
  await expect(shown).toHaveCount(2);
  await shown.last().click();
  await expect(suggestion).toContainText("left =");
  await expect(page).toHaveURL(/run=/);
  await page.reload();
  await expect(suggestion).toContainText("left =");

  await page.getByRole("link", { name: "Functions" }).click();
  await run(page).click();
  const calls = page.getByRole("region", { name: "The model calls" });
  await expect(calls).toContainText("get_weather");
  await calls.getByLabel("Result of get_weather").fill("Sunny, 21 °C");
  await calls.getByRole("button", { name: "Send the results" }).click();
  await expect(page.getByRole("region", { name: "Result", exact: true })).toContainText("Sunny, 21 °C");
  await expect(page.getByRole("region", { name: "So far" })).toContainText("get_weather returned");
});

test("an answer in JSON that a limit has cut is repaired for looking at and continued; another begins as its person wants", async ({
  page,
  signIn,
}) => {
  await signIn();
  await openNewChat(page);
  await page.getByRole("button", { name: "Settings of this chat" }).click();
  const sheet = page.getByRole("dialog", { name: "Settings of this chat" });
  await sheet.getByText("JSON by a schema", { exact: true }).click();
  await sheet.getByLabel("Begin with an example").selectOption("sentiment");
  await expect(sheet.getByLabel("JSON Schema")).toHaveValue(/"sentiment"/);
  await sheet.getByLabel("Think first").uncheck();
  await sheet.getByLabel("Longest answer").fill("12");
  await page.keyboard.press("Escape");

  await ask(page, "What do people think of this? The screen is wonderful.");
  await ended(page);
  await expect(page.getByText("Cut before its end: this is not whole JSON.")).toBeVisible();
  await page.getByRole("button", { name: "Repair" }).click();
  await expect(page.getByText(/^A repaired copy/)).toBeVisible();
  await expect(page.getByRole("region", { name: "Tree" })).toContainText("sentiment");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Show what came" }).click();
  await expect(page.getByText("Cut before its end: this is not whole JSON.")).toBeVisible();

  await page.getByRole("button", { name: "Settings of this chat" }).click();
  await sheet.getByLabel("Longest answer").fill("");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Continue" }).click();
  await ended(page);
  await expect(page.getByText("Matches the schema")).toBeVisible();
  await expect(page.getByRole("region", { name: "Tree" })).toContainText("reasons");

  await openNewChat(page);
  await page.getByRole("button", { name: "Start the answer with…" }).click();
  await page.getByRole("textbox", { name: "Start the answer with…" }).fill("```python\n");
  await composer(page).fill("Say hello.");
  await composer(page).press("Enter");
  await expect(page.getByText("You gave the beginning: ```python")).toBeVisible();
  await ended(page);
  await expect(page.locator(".md-code").last()).toContainText("def main");
  await expect(page.getByRole("textbox", { name: "Start the answer with…" })).toBeHidden();
});
