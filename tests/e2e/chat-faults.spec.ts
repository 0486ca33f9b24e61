import { expect, test } from "../support/e2e";
import { ask, composer, ended, openNewChat, receipts, stopButton } from "../support/e2e-chat";

test.beforeEach(async ({ signIn }) => {
  await signIn();
});

test("a refusal of the provider says what happened, why, and what to do, with the trace id under details", async ({
  page,
  fault,
}) => {
  await fault("http403");
  await openNewChat(page);
  await ask(page, "Hello");
  await ended(page);
  await expect(page.getByText("The provider account cannot pay")).toBeVisible();
  await expect(page.getByText("Tell an administrator. You cannot mend this yourself.")).toBeVisible();
  await page.getByText("Details").click();
  await expect(page.getByText("Trace id")).toBeVisible();
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
});

test("an answer that is cut keeps what came, and goes on", async ({ page, fault }) => {
  await fault("cut-midstream", { times: 1, afterTokens: 80, match: { contains: "cut me" } });
  await openNewChat(page);
  await ask(page, "Please cut me [[reasoning=10]] [[tokens=160]]");
  await ended(page);
  await expect(page.getByText("The answer was cut off")).toBeVisible();
  const part = await page.locator(".md").last().innerText();
  expect(part.length).toBeGreaterThan(40);
  await page.getByRole("button", { name: "Continue" }).click();
  await ended(page);
  await expect(page.getByText("The answer was cut off")).toBeHidden();
  expect((await page.locator(".md").last().innerText()).length).toBeGreaterThan(part.length);
});

test("a killed server: the answer is marked interrupted, kept, and continued", async ({ page, control }) => {
  await openNewChat(page);
  await ask(page, "Survive [[reasoning=10]] [[tokens=400]]");
  await expect
    .poll(async () => (await page.locator(".md").last().innerText()).length, { timeout: 15_000 })
    .toBeGreaterThan(200);
  await control("kill");
  await expect(page.getByText("Connection lost.")).toBeVisible();
  await control("start");
  await ended(page);
  await expect(page.getByRole("button", { name: "Continue" })).toBeVisible();
  expect((await page.locator(".md").last().innerText()).length).toBeGreaterThan(50);
  await expect(receipts(page)).toBeVisible();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(stopButton(page)).toBeVisible();
});

test("a question that the server refuses comes back into the composer", async ({ page }) => {
  await openNewChat(page);
  await page.route("**/api/chat", (route) =>
    route.fulfill({
      status: 402,
      contentType: "application/json",
      body: JSON.stringify({ error: { code: "quota_exceeded", message: "No." } }),
    }),
  );
  await ask(page, "Too dear");
  await expect(page.getByText("Your allowance for this period is used up")).toBeVisible();
  await expect(composer(page)).toHaveValue("Too dear");
});
