import { expect } from "@playwright/test";
import { expectWcag } from "../support/accessible";
import { ask, composer, ended, hydrated, openNewChat, receipts, stopButton, test } from "../support/e2e-chat";

test.beforeEach(async ({ signIn }) => {
  await signIn({ role: "admin" });
});

test("an example runs at once, streams, is drawn, named, priced and found again", async ({ page }) => {
  await openNewChat(page);
  await expectWcag(page);
  await page.getByRole("button", { name: /Compare in a table/ }).click();
  await expect(stopButton(page)).toBeVisible();
  await expect(page).toHaveURL(/\/chat\/[\w-]+$/);
  await ended(page);
  await expect(page.getByRole("table")).toBeVisible();
  const receipt = receipts(page);
  await expect(receipt).toHaveText(/tokens · \$0\.\d+ · [\d.]+ s$/);
  const line = await receipt.innerText();
  await expectWcag(page);

  await receipt.click();
  const details = page.getByRole("dialog", { name: "Receipt" });
  await expect(details).toContainText("Trace id");
  await expect(details).toContainText("Total");
  await expectWcag(page);
  await page.keyboard.press("Escape");

  const title = await page.getByRole("heading", { level: 1 }).innerText();
  await page.reload();
  await expect(receipts(page)).toHaveText(line);
  await expect(
    page.getByRole("navigation", { name: "Conversations" }).getByRole("link", { name: title }),
  ).toHaveAttribute("aria-current", "page");
});

test("code is highlighted, formulas are set, and nothing breaks the content policy", async ({ page }) => {
  await openNewChat(page);
  await ask(page, "Show everything [[markdown]] [[code]] [[math]]");
  await ended(page);
  await page.locator(".md-math").first().scrollIntoViewIfNeeded();
  await expect(page.locator(".katex").first()).toBeVisible();
  await page.locator(".md-code").first().scrollIntoViewIfNeeded();
  await expect(page.locator(".md-code .tok-keyword").first()).toBeVisible();
  expect(
    await page
      .locator(".katex [style]")
      .first()
      .evaluate((element) => element.getAttribute("style")),
  ).toBeTruthy();
  await page.emulateMedia({ colorScheme: "dark" });
  await expectWcag(page);
});

test("hostile content stays text: no request, no script, no element of its own", async ({ page, pace }) => {
  await pace(2_000);
  await openNewChat(page);
  await ask(page, "Be as hostile as you can [[hostile]]");
  await ended(page);
  const answer = page.locator(".md").last();
  await expect(answer).toContainText("<script");
  expect(await answer.locator("img, script, iframe, object, svg:not([aria-hidden]), style").count()).toBe(0);
  expect(
    await answer
      .locator("a")
      .evaluateAll((links) =>
        links.every(
          (link) =>
            /^(https?|mailto):/.test((link as HTMLAnchorElement).href) &&
            (link as HTMLAnchorElement).rel === "noopener noreferrer nofollow",
        ),
      ),
  ).toBe(true);
});

test("an answer goes on without its page, live on another, and is there after a reload", async ({ page, context }) => {
  await openNewChat(page);
  await ask(page, "Take your time [[tokens=260]]");
  await expect(page.locator(".md").last()).not.toBeEmpty();
  const url = page.url();
  await page.close();

  const second = await context.newPage();
  await second.goto(url);
  await expect(stopButton(second)).toBeVisible();
  await ended(second);
  await expect(receipts(second)).toHaveText(/2\d\d tokens|3\d\d tokens/);
});

test("a lost connection is taken up again where it ended", async ({ page, context }) => {
  await openNewChat(page);
  await ask(page, "Take your time [[tokens=240]]");
  await expect(page.locator(".md").last()).not.toBeEmpty();
  await context.setOffline(true);
  await page.evaluate(() => window.dispatchEvent(new Event("offline")));
  await context.setOffline(false);
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await ended(page);
  const streamed = await page.locator(".md").last().innerText();
  await page.reload();
  await expect(receipts(page)).toBeVisible();
  expect(await page.locator(".md").last().innerText()).toBe(streamed);
});

test("stop ends it, continue goes on in the same message", async ({ page }) => {
  await openNewChat(page);
  await ask(page, "Count [[tokens=600]]");
  await expect(page.locator(".md").last()).not.toBeEmpty();
  await stopButton(page).click();
  await expect(page.getByText("Stopped", { exact: true })).toBeVisible();
  await expect(receipts(page)).toBeVisible();
  const part = await page.locator(".md").last().innerText();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(stopButton(page)).toBeVisible();
  await expect
    .poll(async () => (await page.locator(".md").last().innerText()).length, { timeout: 20_000 })
    .toBeGreaterThan(part.length + 20);
  await expect(composer(page)).toBeVisible();
  await composer(page).press("Escape");
  await ended(page);
});

test("a message in other words becomes a version, and each version is kept", async ({ page }) => {
  await openNewChat(page);
  await ask(page, "First words [[tokens=20]]");
  await ended(page);
  await page.getByRole("button", { name: "Edit and send again" }).click();
  await page.getByRole("textbox", { name: "Your message in other words" }).fill("Second words [[tokens=20]]");
  await page.keyboard.press("Enter");
  await ended(page);
  await expect(page.getByRole("img", { name: "Version 2 of 2" })).toBeVisible();
  await page.getByRole("button", { name: "Previous version" }).click();
  await expect(page.getByText("First words [[tokens=20]]", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Answer again", exact: true }).click();
  await ended(page);
  await expect(page.getByRole("img", { name: "Version 2 of 2" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("img", { name: "Version 2 of 2" })).toBeVisible();
});

test("Enter sends, but not while an input method composes; the draft survives a reload", async ({ page }) => {
  await openNewChat(page);
  await composer(page).fill("未完成");
  await composer(page).evaluate((element) => {
    const press = { key: "Enter", code: "Enter", bubbles: true, cancelable: true };
    element.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    element.dispatchEvent(
      new KeyboardEvent("keydown", { ...press, isComposing: true, keyCode: 229 } as KeyboardEventInit),
    );
    element.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
    element.dispatchEvent(new KeyboardEvent("keydown", { ...press, keyCode: 13 } as KeyboardEventInit));
  });
  await expect(page).toHaveURL(/\/$/);
  await expect(composer(page)).toHaveValue("未完成");
  await composer(page).press("Shift+Enter");
  await composer(page).pressSequentially("x");
  const saved = page.waitForResponse((response) => response.url().endsWith("/api/drafts/new") && response.ok());
  await saved;
  await page.reload();
  await hydrated(page);
  await expect(composer(page)).toHaveValue("未完成\nx");
});

test("the price stands beside the button and moves with what is written", async ({ page }) => {
  await openNewChat(page);
  const chip = page.getByRole("button", { name: /^Price:/ });
  const before = await chip.innerText();
  await composer(page).fill("word ".repeat(4_000));
  await expect(chip).not.toHaveText(before);
  await chip.click();
  const details = page.getByRole("dialog", { name: "What it costs" });
  await expect(details).toContainText("What is sent");
  await expect(details).toContainText("Price from");
  await page.keyboard.press("Escape");
  await composer(page).fill("");
});

test("another model, and settings that hold for the next answer", async ({ page }) => {
  await openNewChat(page);
  await page.getByRole("button", { name: /^Model:/ }).click();
  const search = page.getByRole("combobox", { name: "Search models" });
  await search.fill("qwen3 8b");
  await expectWcag(page);
  await search.press("Enter");
  await expect(page.getByRole("button", { name: "Model: Qwen3-8B" })).toBeVisible();
  await page.getByRole("button", { name: "Settings of this chat" }).click();
  const sheet = page.getByRole("dialog", { name: "Settings of this chat" });
  await sheet.getByRole("slider", { name: "Temperature" }).fill("0.3");
  await sheet.getByRole("textbox", { name: "Longest answer" }).fill("40");
  await sheet.getByRole("textbox", { name: "System prompt" }).fill("Be brief.");
  await expectWcag(page);
  await page.keyboard.press("Escape");
  await ask(page, "Hello [[reasoning=5]] [[tokens=120]]");
  await ended(page);
  await expect(page.getByText("The answer reached the longest it may be.")).toBeVisible();
  await receipts(page).click();
  const details = page.getByRole("dialog", { name: "Receipt" });
  await expect(details).toContainText("Qwen/Qwen3-8B");
  await expect(details).toContainText("Temperature0.3");
});
