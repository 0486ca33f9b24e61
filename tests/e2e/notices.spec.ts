import type { Page } from "@playwright/test";
import { expect, test } from "../support/e2e";

declare global {
  interface Window {
    shownNotices: { title: string; body: string | undefined; tag: string | undefined }[];
  }
}

/** How many of the browser's pages hold the one connection, and how many wait for it. */
const connections = (page: Page) =>
  page.evaluate(async () => {
    const { held = [], pending = [] } = await navigator.locks.query();
    const named = ({ name }: LockInfo) => name === "silica:creations";
    return { held: held.filter(named).length, pending: pending.filter(named).length };
  });

test("pages share one connection, hand it over, and the browser tells who looks elsewhere", async ({
  context,
  page,
  signIn,
}) => {
  test.setTimeout(90_000);
  await signIn();
  await context.grantPermissions(["notifications"]);
  await context.addInitScript(() => {
    if (location.protocol !== "http:") return;
    localStorage.setItem("silica:notify", "1");
    window.shownNotices = [];
    window.Notification = new Proxy(Notification, {
      construct(target, [title, options]: [string, NotificationOptions | undefined]) {
        window.shownNotices.push({ title, body: options?.body, tag: options?.tag });
        return new target(title, options);
      },
    });
  });
  await page.goto("/usage");
  await expect.poll(() => connections(page), { timeout: 20_000 }).toEqual({ held: 1, pending: 0 });
  const other = await context.newPage();
  await other.goto("/usage");
  await expect.poll(() => connections(page), { timeout: 20_000 }).toEqual({ held: 1, pending: 1 });
  // The one that came into view last leads; it goes, and the other takes over.
  await other.close();
  await expect.poll(() => connections(page), { timeout: 20_000 }).toEqual({ held: 1, pending: 0 });

  const prompt = "A heron in the reeds";
  const status = await page.evaluate(async (words) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "hidden" });
    const response = await fetch("/api/images", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ requestKey: crypto.randomUUID(), modelId: "Qwen/Qwen-Image", prompt: words }),
    });
    return response.status;
  }, prompt);
  expect(status).toBe(202);
  await expect.poll(() => page.evaluate(() => window.shownNotices), { timeout: 40_000 }).toHaveLength(1);
  const [notice] = await page.evaluate(() => window.shownNotices);
  expect(notice).toMatchObject({ title: "Your pictures are done", body: prompt });
});
