import { readFile } from "node:fs/promises";
import { expect, test } from "../support/e2e";

const password = "a sentence of words";

test("name, language and theme are saved as they change, and hold after a reload", async ({ page, signIn }) => {
  await signIn({ name: "Ada" });
  await page.goto("/settings");

  await page.getByLabel("Name", { exact: true }).fill("Ada Lovelace");
  await page.getByLabel("Name", { exact: true }).press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "Saved" })).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Account: Ada Lovelace" })).toBeVisible();

  await page.getByText("Dark", { exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("status").filter({ hasText: "Saved" })).toHaveCount(1);

  await page.getByLabel("Language").selectOption("zh-CN");
  await expect(page.getByRole("heading", { level: 1, name: "设置" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");

  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByLabel("姓名")).toHaveValue("Ada Lovelace");
  await expect(page.getByRole("radio", { name: "深色" })).toBeChecked();
});

test("the theme of the person stands in the first byte of the page, before any script", async ({ signIn, request }) => {
  const person = await signIn();
  const settings = { headers: person.headers, data: { theme: "dark" } };
  expect((await request.patch("/api/settings", settings)).ok()).toBe(true);
  const html = await (await request.get("/settings", { headers: { cookie: person.cookie } })).text();
  expect(/<html[^>]*>/.exec(html)?.[0]).toContain('data-theme="dark"');
});

test("a new password needs the old one, and signs every other browser out", async ({
  page,
  browser,
  signIn,
  world,
}) => {
  const person = await signIn({ password });
  const other = await browser.newContext({ baseURL: world.appUrl });
  const elsewhere = await other.newPage();
  await elsewhere.goto("/sign-in");
  await elsewhere.getByLabel("E-mail").fill(person.email);
  await elsewhere.getByLabel("Password", { exact: true }).fill(password);
  await elsewhere.getByRole("button", { name: "Sign in" }).click();
  await expect(elsewhere).toHaveURL("/");

  await page.goto("/settings");
  await page.getByLabel("Current password").fill("not the password");
  await page.getByLabel("New password").fill("another sentence of words");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("The current password is wrong.")).toBeVisible();
  await expect(page.getByLabel("Current password")).toBeFocused();

  await page.getByLabel("Current password").fill(password);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Password changed. Every other browser is signed out.")).toBeVisible();
  await expect(page.getByText("You are signed in nowhere else.")).toBeVisible();
  await elsewhere.goto("/usage");
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await other.close();
});

test("another session can be ended from the list", async ({ page, browser, signIn, world }) => {
  const person = await signIn({ password });
  const other = await browser.newContext({
    baseURL: world.appUrl,
    userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Safari/604.1",
  });
  const elsewhere = await other.newPage();
  await elsewhere.goto("/sign-in");
  await elsewhere.getByLabel("E-mail").fill(person.email);
  await elsewhere.getByLabel("Password", { exact: true }).fill(password);
  await elsewhere.getByRole("button", { name: "Sign in" }).click();
  await expect(elsewhere).toHaveURL("/");

  await page.goto("/settings");
  await page.getByRole("button", { name: "Sign out Safari on iPhone" }).click();
  await expect(page.getByText("Signed out there.")).toBeVisible();
  await expect(page.getByText("Safari on iPhone")).toHaveCount(0);
  await elsewhere.goto("/usage");
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await other.close();
});

test("deleting the account asks for the password and ends everything", async ({ page, signIn }) => {
  const person = await signIn({ password });
  await page.goto("/settings");
  await page.getByRole("button", { name: "Delete account" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete your account?" });
  await dialog.getByLabel("Password, to show that it is you").fill("not the password");
  await dialog.getByRole("button", { name: "Delete for good" }).click();
  await expect(dialog.getByText("The current password is wrong.")).toBeVisible();
  await dialog.getByLabel("Password, to show that it is you").fill(password);
  await dialog.getByRole("button", { name: "Delete for good" }).click();
  await expect(page).toHaveURL("/sign-in");

  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("The e-mail address or the password is wrong.")).toBeVisible();
});

test("everything of a person is theirs as an archive, once they have given the password", async ({
  page,
  signIn,
}, info) => {
  const person = await signIn({ password });
  const { seedLongChat } = await import("../support/long-chat");
  const { unzip } = await import("../support/unzip");
  const conversation = await seedLongChat(person.userId, 2, "deepseek-ai/DeepSeek-V3.2");

  await page.goto("/settings");
  await page.getByRole("button", { name: "Prepare the archive" }).click();
  const dialog = page.getByRole("dialog", { name: "Take everything with you" });
  const field = dialog.getByLabel("Password, to show that it is you");
  await field.fill("not the password");
  await field.press("Enter");
  await expect(dialog.getByText("The current password is wrong.")).toBeVisible();
  await field.fill(password);
  await field.press("Enter");
  await expect(dialog.getByText("The link works here until")).toBeVisible();

  const coming = page.waitForEvent("download");
  await dialog.getByRole("link", { name: "Download the archive" }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/^silica-\d{4}-\d\d-\d\d\.zip$/);
  const file = info.outputPath("everything.zip");
  await download.saveAs(file);
  const files = await unzip(new Response(await readFile(file)));
  const { conversations } = JSON.parse(files.get("conversations.json")!.toString()) as {
    conversations: { id: string }[];
  };
  expect(conversations.map(({ id }) => id)).toEqual([conversation]);
});
