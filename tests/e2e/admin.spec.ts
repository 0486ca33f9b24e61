import { expect, test } from "../support/e2e";

test("members find nothing at the administration's addresses", async ({ page, signIn }) => {
  await signIn();
  for (const path of ["/admin", "/admin/models", "/admin/invitations"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
  }
  await page.goto("/usage");
  await expect(page.getByRole("link", { name: "Administration" })).toHaveCount(0);
});

test("a monthly limit is set where it stands, checked first, and shown to the person", async ({
  page,
  signIn,
  browser,
}) => {
  const context = await browser.newContext();
  const member = await signIn({ name: "Grace Hopper", context });
  await signIn({ role: "admin" });
  await page.goto(`/admin?search=${member.email}`);
  const row = page.getByRole("row").filter({ hasText: member.email });
  await row.getByRole("button", { name: "Change the monthly limit of Grace Hopper" }).click();
  const field = page.getByLabel("Amount in USD");
  await expect(field).toBeFocused();
  await field.fill("a lot");
  await field.press("Enter");
  await expect(page.getByText("Enter an amount such as 20 or 12.50, of zero or more.")).toBeVisible();
  await field.fill("12.50");
  await field.press("Enter");
  await expect(page.getByText("Limit saved.")).toBeVisible();
  await expect(row).toContainText("$12.50");

  const own = await context.newPage();
  await own.goto("/usage");
  await expect(own.getByText("$0.00 of $12.50 spent")).toBeVisible();
  await context.close();
});

test("a person who is disabled is out at once, and back after undo", async ({ page, signIn, browser }) => {
  const context = await browser.newContext();
  const member = await signIn({ name: "Grace Hopper", context });
  const own = await context.newPage();
  await own.goto("/usage");
  await signIn({ role: "admin" });
  await page.goto(`/admin?search=${member.email}`);
  const row = page.getByRole("row").filter({ hasText: member.email });
  await row.getByRole("button", { name: "Actions for Grace Hopper" }).click();
  await page.getByRole("menuitem", { name: "Disable account" }).click();
  await expect(page.getByText("Grace Hopper is disabled and signed out everywhere.")).toBeVisible();
  await expect(row.getByText("Disabled")).toBeVisible();
  await own.reload();
  await expect(own).toHaveURL(/\/sign-in/);

  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row.getByText("Disabled")).toHaveCount(0);
  await context.close();
});

test("a role is changed and taken back, and the menu works by keyboard", async ({ page, signIn, browser }) => {
  const member = await signIn({ name: "Grace Hopper", context: await browser.newContext() });
  await signIn({ role: "admin" });
  await page.goto(`/admin?search=${member.email}`);
  const row = page.getByRole("row").filter({ hasText: member.email });
  const trigger = row.getByRole("button", { name: "Actions for Grace Hopper" });
  await trigger.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Make administrator" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: "Disable account" })).toBeFocused();
  await page.keyboard.press("m");
  await expect(page.getByRole("menuitem", { name: "Make administrator" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(trigger).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(row).toContainText("Administrator");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row).toContainText("Member");
});

test("a model without a price is offered once it has one, and is hidden and shown again", async ({ page, signIn }) => {
  await signIn({ role: "admin" });
  await page.goto("/admin/models?state=unpriced");
  const first = page.getByRole("listitem").first();
  const heading = first.getByRole("heading");
  await expect(heading).toHaveText(/\S/, { useInnerText: true });
  const name = (await heading.innerText()).split("\n")[0]!;
  const id = await first.locator(".font-mono").innerText();
  await first.getByRole("button", { name: "Set price" }).click();
  const dialog = page.getByRole("dialog", { name: `Price of ${name}` });
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Enter a price such as 0.27; 0 means free.").first()).toBeVisible();
  for (const field of await dialog
    .getByRole("textbox")
    .filter({ hasNot: page.locator("[name=source]") })
    .all()) {
    if ((await field.getAttribute("inputmode")) === "decimal") await field.fill("0.27");
  }
  await dialog.getByLabel("Where the price is from").fill("A contract");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(`Price of ${name} saved.`)).toBeVisible();

  await page.goto(`/admin/models?q=${encodeURIComponent(id)}`);
  const item = page.getByRole("listitem").filter({ hasText: id }).first();
  await expect(item).toContainText("A contract");
  await expect(item.getByText("No price")).toHaveCount(0);
  await item.getByRole("switch").click();
  await expect(page.getByText(`${name} is out of use.`)).toBeVisible();
  await expect(item.getByText("Hidden")).toBeVisible();
  await item.getByRole("switch").click();
  await expect(item.getByText("Hidden")).toHaveCount(0);
});

test("everybody's spending is shown by day, model and person", async ({ page, signIn, browser }) => {
  const { spend } = await import("../support/spend");
  const member = await signIn({ name: "Grace Hopper", context: await browser.newContext() });
  // Much, so that the person stands among those who spent most.
  const { model } = await spend(member, { input: 40_000_000, output: 40_000_000 });
  await signIn({ role: "admin" });
  await page.goto("/admin");
  await expect(page.getByRole("table", { name: "By person" })).toContainText("Grace Hopper");
  await expect(page.getByRole("table", { name: "By model" })).toContainText(model.name);
  await page.getByRole("searchbox", { name: "Search by name or e-mail" }).fill("nobody at all");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Nobody fits “nobody at all”.")).toBeVisible();
});
