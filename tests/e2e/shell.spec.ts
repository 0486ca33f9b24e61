import { expect, test } from "../support/e2e";

const pages = ["/usage", "/settings", "/models", "/admin", "/nowhere"];

test("every page carries the headers of a safe one, with a nonce of its own", async ({ request, signIn, world }) => {
  const { cookie } = await signIn({ role: "admin" });
  const nonces = new Set<string>();
  for (const path of ["/sign-in", "/sign-up", "/setup", ...pages, "/"]) {
    const response = await request.get(path, {
      headers: path.startsWith("/s") && path !== "/settings" ? {} : { cookie },
    });
    const headers = response.headers();
    const policy = headers["content-security-policy"] ?? "";
    expect(policy, path).toContain("default-src 'none'");
    expect(policy, path).not.toContain("unsafe");
    for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"]) {
      expect(policy, path).toContain(part);
    }
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? "");
    expect(headers, path).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    });
    expect(headers["cache-control"], path).toContain("no-store");
    expect(headers["x-powered-by"], path).toBeUndefined();
    expect(await response.text(), path).not.toMatch(/ style="/);
  }
  expect(nonces.size).toBe(9);
  expect(world.appUrl).toMatch(/^http:/);
});

test("only reading is possible on pages", async ({ request }) => {
  for (const method of ["PUT", "DELETE", "PATCH"]) {
    expect((await request.fetch("/sign-in", { method })).status(), method).toBe(405);
  }
});

test("the provider's double is named on every page", async ({ page, signIn }) => {
  await page.goto("/sign-in");
  await expect(page.getByText("Simulated provider")).toBeVisible();
  await signIn({ role: "admin" });
  for (const path of ["/", ...pages.slice(0, 4)]) {
    await page.goto(path);
    await expect(page.getByText("Simulated provider"), path).toBeVisible();
  }
});

test("the rail leads everywhere, and remembers whether it shows names", async ({ page, signIn }) => {
  await signIn({ role: "admin" });
  await page.goto("/usage");
  const rail = page.getByRole("complementary", { name: "Studios" });
  await expect(rail.getByRole("link", { name: "Usage" })).toHaveAttribute("aria-current", "page");
  await rail.getByRole("link", { name: "Models" }).click();
  await expect(page).toHaveURL("/models");
  await rail.getByRole("button", { name: "Show names" }).click();
  await expect(rail.getByText("Administration")).toBeVisible();
  await page.reload();
  await expect(rail.getByText("Administration")).toBeVisible();
  await rail.getByRole("link", { name: "Administration" }).click();
  await expect(page).toHaveURL("/admin");
});

test("the skip link goes past the rail", async ({ page, signIn }) => {
  await signIn();
  await page.goto("/settings");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to content" });
  await expect(skip).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

test("the palette finds pages, themes and languages by keyboard, and gives the focus back", async ({
  page,
  signIn,
}) => {
  await signIn();
  await page.goto("/settings");
  const name = page.getByLabel("Name", { exact: true });
  await name.click();
  await expect(name).toBeFocused();
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Search and commands" });
  await expect(palette.getByRole("combobox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(palette).toHaveCount(0);
  await expect(name).toBeFocused();

  await page.keyboard.press("Control+k");
  await palette.getByRole("combobox").fill("dark");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");

  await page.keyboard.press("Control+k");
  await palette.getByRole("combobox").fill("models");
  await expect(palette.getByRole("option", { name: "Models", exact: true })).toBeVisible();
  await palette.getByRole("option", { name: "Models", exact: true }).click();
  await expect(page).toHaveURL("/models");

  await page.keyboard.press("Control+k");
  await palette.getByRole("combobox").fill("简体");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "模型" })).toBeVisible();
});

test("the question mark lists the keys, but not while one is typing", async ({ page, signIn }) => {
  await signIn();
  await page.goto("/settings");
  await page.getByLabel("Name", { exact: true }).press("?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.getByRole("main").focus();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard keys" })).toBeVisible();
});

test("the catalogue is searched and filtered, and the address remembers it", async ({ page, signIn }) => {
  await signIn();
  await page.goto("/models");
  await expect(page.getByRole("listitem").first()).toBeVisible();
  const all = await page.getByRole("listitem").count();
  await page.getByRole("combobox", { name: "Able to" }).selectOption("reasoning");
  await expect(page).toHaveURL(/can=reasoning/);
  await expect.poll(() => page.getByRole("listitem").count()).toBeLessThan(all);
  await page.getByRole("searchbox", { name: "Search models" }).fill("no such model");
  await expect(page.getByText("No model fits.")).toBeVisible();
  await page.reload();
  await expect(page.getByText("No model fits.")).toBeVisible();
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await expect(page.getByRole("listitem")).toHaveCount(all);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("the bar at the foot leads everywhere", async ({ page, signIn }) => {
    await signIn({ role: "admin" });
    await page.goto("/usage");
    const bar = page.getByRole("navigation", { name: "Studios" });
    await expect(bar.getByRole("link", { name: "Usage" })).toHaveAttribute("aria-current", "page");
    await bar.getByRole("button", { name: "More" }).tap();
    const menu = page.getByRole("menu", { name: "More" });
    await expect(menu.getByRole("menuitem", { name: "Administration" })).toBeVisible();
    await menu.getByRole("menuitem", { name: "Settings" }).tap();
    await expect(page).toHaveURL("/settings");
    await expect(menu).toHaveCount(0);
  });

  for (const path of [
    "/sign-in",
    "/usage",
    "/settings",
    "/models",
    "/admin",
    "/admin/models",
    "/admin/invitations",
    "/speech",
    "/voices",
    "/transcribe",
  ]) {
    test(`${path} fits the screen`, async ({ page, signIn }) => {
      if (path !== "/sign-in") await signIn({ role: "admin" });
      await page.goto(path);
      await expect(page.getByRole("heading").first()).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
        0,
      );
      expect(await page.locator("main").evaluate((main) => main.scrollWidth - main.clientWidth)).toBe(0);
    });
  }
});
