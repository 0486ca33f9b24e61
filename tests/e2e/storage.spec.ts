import { expect, test } from "../support/e2e";

test("an administrator compares the files, and sets what somebody's may take", async ({ page, signIn, browser }) => {
  const context = await browser.newContext();
  const member = await signIn({ name: "Grace Hopper", context });
  const own = await context.newPage();
  await own.goto("/");
  const upload = (text: string) =>
    own.evaluate(async (body) => {
      const response = await fetch("/api/assets?kind=document&name=notes.txt", { method: "POST", body });
      return [response.status, ((await response.json()) as { error?: { reason?: string } }).error?.reason];
    }, text);
  expect(await upload("a few words")).toEqual([201, undefined]);

  await signIn({ role: "admin" });
  await page.goto("/admin/storage");
  await page.getByRole("button", { name: "Compare now" }).click();
  await expect(page.getByText(/\(.*\) compared/)).toBeVisible();

  await page.goto(`/admin?search=${member.email}`);
  const row = page.getByRole("row").filter({ hasText: member.email });
  await row.getByRole("button", { name: "Change the storage limit of Grace Hopper" }).click();
  const field = page.getByLabel("Limit in GB");
  await expect(field).toBeFocused();
  await field.fill("a lot");
  await field.press("Enter");
  await expect(page.getByText("Enter a number of GB such as 20 or 0.5.")).toBeVisible();
  await field.fill("0.001");
  await field.press("Enter");
  await expect(page.getByText("Storage limit saved.")).toBeVisible();
  await expect(row).toContainText("1 MB");
  expect(await upload("x".repeat(1_000_001))).toEqual([402, "storage_full"]);
  expect(await upload("x".repeat(10_000))).toEqual([201, undefined]);
  await context.close();
});
