import { exactAmount, formatMoney } from "@/lib/core";
import { expect, test } from "../support/e2e";

test("one's own spending adds up, by day, by model and in receipts, and nobody else's is in it", async ({
  page,
  signIn,
  browser,
}) => {
  const { spend } = await import("../support/spend");
  const other = await signIn({ context: await browser.newContext() });
  const person = await signIn();
  await spend(other, { input: 9_000, output: 9_000 });
  const first = await spend(person, { input: 1_200, output: 3_400 });
  const second = await spend(person, { input: 10, output: 20 });
  const total = formatMoney(first.costNanos + second.costNanos, "USD", "en");

  await page.goto("/usage");
  await expect(page.getByRole("definition").first()).toHaveText(total);
  await expect(page.getByRole("definition").nth(1)).toHaveText("2");
  await expect(page.getByRole("table", { name: "By model" })).toContainText(first.model.name);
  await expect(page.getByRole("img", { name: /^Spending by day/ })).toBeVisible();

  await page.getByText("Show as a table").click();
  await expect(page.getByRole("table", { name: "Spending by day, as a table" }).getByRole("row").nth(1)).toContainText(
    total,
  );

  const entries = page.getByRole("table", { name: "Latest calls" });
  await expect(entries.getByRole("row")).toHaveCount(3);
  await entries.getByRole("row").nth(2).getByRole("button").click();
  const receipt = page.getByRole("dialog", { name: "Receipt" });
  await expect(receipt).toContainText(`${exactAmount(first.costNanos)} USD`);
  await expect(receipt).toContainText("ti_0123456789");
  await page.keyboard.press("Escape");
  await expect(receipt).toHaveCount(0);
});

test("the period stands in the address, and its days include those without spending", async ({ page, signIn }) => {
  await signIn();
  await page.goto("/usage");
  await page.getByRole("link", { name: "7 days" }).click();
  await expect(page).toHaveURL("/usage?range=7");
  await expect(page.getByRole("link", { name: "7 days" })).toHaveAttribute("aria-current", "true");
  await page.getByText("Show as a table").click();
  await expect(page.getByRole("table", { name: "Spending by day, as a table" }).getByRole("row")).toHaveCount(8);
  await expect(page.getByText("Nothing was spent in this period")).toBeVisible();
  await page.getByRole("link", { name: "Start a chat" }).click();
  await expect(page).toHaveURL("/");
});

test("the quota shows what is left, and that it is used up", async ({ page, signIn, browser }) => {
  const { spend } = await import("../support/spend");
  const { setMonthlyLimit } = await import("@/lib/metering");
  const admin = await signIn({ role: "admin", context: await browser.newContext() });
  const person = await signIn();
  const { costNanos } = await spend(person, { input: 1_000, output: 1_000 });
  await setMonthlyLimit(admin.ctx, { userId: person.userId, monthlyNanos: costNanos * 4n });
  await page.goto("/usage");
  await expect(page.getByRole("meter", { name: "This month's quota" })).toHaveAttribute("aria-valuenow", "25");
  await setMonthlyLimit(admin.ctx, { userId: person.userId, monthlyNanos: costNanos });
  await page.reload();
  await expect(page.getByText("Your quota is used up.")).toBeVisible();
});

test("spending on a phone fits the screen", async ({ page, signIn }) => {
  const { spend } = await import("../support/spend");
  await spend(await signIn(), { input: 1_000, output: 1_000 });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/usage");
  await expect(page.getByRole("table", { name: "By model" })).toBeVisible();
  expect(await page.locator("main").evaluate((main) => main.scrollWidth - main.clientWidth)).toBe(0);
});
