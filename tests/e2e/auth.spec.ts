import { expect, test } from "../support/e2e";

const password = "a sentence of words";

test("signing in says what is wrong, keeps what was typed, and goes where one wanted to go", async ({
  page,
  signIn,
}) => {
  const person = await signIn({ password });
  await page.context().clearCookies();
  await page.goto("/usage?range=7");
  await expect(page).toHaveURL("/sign-in?next=%2Fusage%3Frange%3D7");

  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Enter your e-mail address.")).toBeVisible();
  await expect(page.getByLabel("E-mail")).toBeFocused();

  await page.getByLabel("E-mail").fill("not an address");
  await page.getByLabel("E-mail").blur();
  await expect(page.getByText("Enter one e-mail address, such as name@example.com.")).toBeVisible();

  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill("a wrong password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "wrong" })).toHaveText(
    "The e-mail address or the password is wrong.",
  );
  await expect(page.getByLabel("E-mail")).toHaveValue(person.email);

  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("Password", { exact: true }).press("Enter");
  await expect(page).toHaveURL("/usage?range=7");
  await expect(page.getByRole("heading", { name: "Usage" })).toBeVisible();
});

test("an address that leads elsewhere leads to the start page", async ({ page, signIn, world }) => {
  const person = await signIn({ password });
  await page.context().clearCookies();
  for (const next of ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"]) {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await page.getByLabel("E-mail").fill(person.email);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(`${world.appUrl}/`);
    await page.context().clearCookies();
  }
});

test("joining by an invitation makes an account that works, and uses the link up", async ({
  page,
  browser,
  signIn,
}) => {
  await signIn({ role: "admin" });
  await page.goto("/admin/invitations");
  const email = `invited-${Date.now()}@example.com`;
  await page.getByLabel("E-mail (optional)").fill(email);
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = await page.getByLabel("Invitation link").inputValue();
  await expect(page.getByRole("row").filter({ hasText: email })).toContainText("Open");

  const context = await browser.newContext();
  const guest = await context.newPage();
  await guest.goto(link);
  await expect(guest.getByText(`This invitation is for ${email}.`)).toBeVisible();
  await guest.getByLabel("Name").fill("Grace");
  await guest.getByLabel("Password", { exact: true }).fill("short");
  await guest.getByRole("button", { name: "Create account" }).click();
  await expect(guest.getByText("Use at least 8 characters, and at most 1,024.")).toBeVisible();
  await expect(guest.getByLabel("Password", { exact: true })).toBeFocused();
  await expect(guest.getByText("Tick this to go on.")).toBeVisible();
  await guest.getByLabel("Password", { exact: true }).fill("password123");
  await guest.getByRole("checkbox").first().check();
  await guest.getByRole("button", { name: "Create account" }).click();
  await expect(guest.getByText("This password is among the first that are tried. Choose another.")).toBeVisible();
  await guest.getByLabel("Password", { exact: true }).fill(password);
  await guest.getByRole("button", { name: "Create account" }).click();
  await expect(guest).toHaveURL("/");
  await expect(guest.getByRole("navigation", { name: "Studios" }).first()).toBeVisible();

  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "This invitation no longer works" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("row").filter({ hasText: email })).toContainText("Used");
  await context.close();
});

test("an invitation that was taken back no longer works", async ({ page, browser, signIn }) => {
  await signIn({ role: "admin" });
  await page.goto("/admin/invitations");
  const email = `revoked-${Date.now()}@example.com`;
  await page.getByLabel("E-mail (optional)").fill(email);
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = await page.getByLabel("Invitation link").inputValue();
  await page.getByRole("button", { name: `Take back the invitation for ${email}` }).click();
  await expect(page.getByRole("row").filter({ hasText: email })).toContainText("Taken back");

  const context = await browser.newContext();
  const guest = await context.newPage();
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "This invitation no longer works" })).toBeVisible();
  await context.close();
});

test("a one-time link that is unknown makes no administrator", async ({ page, signIn }) => {
  await signIn({ role: "admin" });
  await page.context().clearCookies();
  await page.goto(`/setup?token=${"x".repeat(43)}`);
  await expect(page.getByRole("heading", { name: "An administrator exists already" })).toBeVisible();
  await page.getByRole("link", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/sign-in");
});

test("signing out ends the session on the server and leaves nothing behind", async ({ page, signIn }) => {
  await signIn({ name: "Ada" });
  await page.goto("/");
  await page.goto("/settings");
  await page.getByRole("button", { name: "Account: Ada" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/sign-in");
  await page.goBack();
  await expect(page).toHaveURL(/\/sign-in/);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
});
