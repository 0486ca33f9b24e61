import { expectAccessible } from "../support/accessible";
import { expect, test } from "../support/e2e";

test("four pictures of one prompt are made, one is varied, and all of it is there after a reload", async ({
  page,
  signIn,
}) => {
  await signIn();
  await page.goto("/images");
  await expect(page.getByText("Nothing made yet")).toBeVisible();
  const prompt = page.getByRole("textbox", { name: "Prompt" });
  await prompt.fill("A red fox asleep on a mossy log");
  await page.getByRole("group", { name: "Pictures" }).getByText("4", { exact: true }).click();
  await expect(page.getByRole("button", { name: /^Price: 4 × \$0\.\d+$/ })).toBeVisible();
  await prompt.press("Control+Enter");

  const cards = page.getByRole("article");
  const opened = (card: number) => cards.nth(card).getByRole("button", { name: /^Open Picture \d of 4$/ });
  await expect(opened(0)).toHaveCount(4, { timeout: 20_000 });
  const receipts = cards.first().getByRole("button", { name: /^Receipt:/ });
  await expect(receipts).toHaveCount(4);
  await receipts.first().click();
  const receipt = page.getByRole("dialog", { name: "Receipt" });
  await expect(receipt.getByText("Seed")).toBeVisible();
  await expect(receipt.getByText("Trace ID", { exact: true })).toBeVisible();
  await expect(receipt.getByRole("button", { name: "Copy as cURL" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expectAccessible(page);

  await cards.first().getByRole("listitem").first().getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: /^Vary/ }).click();
  await expect(cards).toHaveCount(2);
  await expect(opened(0)).toHaveCount(4, { timeout: 20_000 });
  await expect(opened(1)).toHaveCount(4);

  await page.reload();
  await expect(cards).toHaveCount(2);
  await expect(prompt).toHaveValue("A red fox asleep on a mossy log");
  await opened(1).nth(1).click();
  const viewer = page.getByRole("dialog");
  await expect(viewer).toContainText("6 of 8");
  await expect(page).toHaveURL(/item=/);
  await page.keyboard.press("ArrowRight");
  await expect(viewer).toContainText("7 of 8");
  await expectAccessible(page);
  await page.reload();
  await expect(viewer).toContainText("7 of 8");
  await page.keyboard.press("Escape");
  await expect(viewer).toBeHidden();
  await expect(page).not.toHaveURL(/item=/);
});

test("what was refused says why; another model keeps what it takes and names the rest", async ({
  page,
  signIn,
  fault,
}) => {
  await signIn();
  await page.goto("/images");
  const prompt = page.getByRole("textbox", { name: "Prompt" });
  await prompt.fill("A lighthouse");
  await fault("http451", { times: 1 });
  await page.getByRole("button", { name: "Create", exact: true }).click();
  const card = page.getByRole("article").first();
  await expect(card).toContainText("content rules", { timeout: 20_000 });
  await expect(card).toContainText("Nothing was charged to you.");

  const exclusions = page.getByRole("textbox", { name: "Keep out" });
  await exclusions.fill("text");
  await page.getByRole("button", { name: /^Model:/ }).click();
  await page.getByRole("menuitemradio", { name: /^ERNIE-Image-Turbo/ }).click();
  await expect(exclusions).toBeHidden();
  await expect(page.getByText(/Not taken by it:.*keep out/)).toBeVisible();
  await expect(prompt).toHaveValue("A lighthouse");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(exclusions).toHaveValue("text");
});
