import { expectAccessible } from "../support/accessible";
import { expect, test } from "../support/e2e";

const open = ["/sign-in", "/sign-up", "/setup"];
const closed = [
  "/",
  "/images",
  "/videos",
  "/voices",
  "/speech",
  "/transcribe",
  "/bench",
  "/bench?mode=json",
  "/bench?mode=tools",
  "/library",
  "/library?trash=1",
  "/usage",
  "/settings",
  "/models",
  "/admin",
  "/admin/models",
  "/admin/invitations",
  "/admin/jobs",
  "/admin/voices",
  "/nowhere",
];

for (const [name, options] of [
  ["light", { colorScheme: "light" }],
  ["dark, in Chinese, on a phone", { colorScheme: "dark", locale: "zh-CN", viewport: { width: 390, height: 844 } }],
] as const) {
  test.describe(name, () => {
    test.use(options);

    for (const path of [...open, ...closed]) {
      test(`${path} has nothing that axe minds`, async ({ page, signIn }) => {
        if (closed.includes(path)) {
          const person = await signIn({ role: "admin" });
          const { spend } = await import("../support/spend");
          if (path === "/usage" || path === "/admin") await spend(person, { input: 1_000, output: 1_000 });
        }
        await page.goto(path);
        await expect(page.getByRole("heading").first()).toBeVisible();
        await expectAccessible(page);
      });
    }
  });
}

test("forms with mistakes, dialogs, menus and the palette are clean too", async ({ page, signIn }) => {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Enter your e-mail address.")).toBeVisible();
  await expectAccessible(page);

  await signIn({ role: "admin", name: "Ada" });
  await page.goto("/settings");
  await page.getByRole("button", { name: "Delete account" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Account: Ada" }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");

  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Search and commands" })).toBeVisible();
  await expectAccessible(page);
});
