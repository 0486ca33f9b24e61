import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { chromium, type Browser, type Page } from "@playwright/test";
import type { LibraryPage } from "@/lib/library/schema";
import { machine, openWorld, quantile, secret } from "./world";

/**
 * The library of somebody with 20,000 items: its pages as a browser asks for them, how soon the first view stands, and
 * scrolling from the newest to the oldest.
 * `npm run bench -- library [--items 20000] [--rounds 100]` (CHROMIUM_PATH names a browser where Playwright's own is not installed)
 */
const { values } = parseArgs({
  options: { items: { type: "string", default: "20000" }, rounds: { type: "string", default: "100" } },
});
const rounds = Number(values.rounds);
const files = mkdtempSync(path.join(tmpdir(), "silica-bench-library-"));
process.env.STORAGE_URL = `file:${files}`;
const world = await openWorld({ environment: { STORAGE_URL: `file:${files}` } });
process.env.DATABASE_URL = world.databaseUrl;
process.env.AUTH_SECRET = secret;
process.env.APP_URL = world.application.url;

const { database, systemContext } = await import("@/lib/db");
const { loginAs } = await import("@/tests/support/login");
const { seedLibrary } = await import("@/prisma/seed/library");
await seedLibrary(systemContext(), Number(values.items));
const user = await database().user.findUniqueOrThrow({ where: { email: "library@example.com" } });
const person = await loginAs(user);

console.log(machine());
console.table(await measurePages());
console.table(await measureView());
await database().$disconnect();
await world.close();
rmSync(files, { recursive: true, force: true });
process.exit(0);

async function get<Answer>(address: string): Promise<Answer> {
  const response = await fetch(`${world.application.url}${address}`, { headers: { cookie: person.cookie } });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return (await response.json()) as Answer;
}

async function measurePages(): Promise<Record<string, Record<string, number>>> {
  let deep = "";
  for (let page = 0; page < 150; page++) {
    const { nextCursor }: LibraryPage = await get(`/api/library?limit=100${deep && `&cursor=${deep}`}`);
    if (nextCursor === null) break;
    deep = nextCursor;
  }
  const [item] = (await get<LibraryPage>("/api/library?limit=100&origin=made")).items;
  const model = encodeURIComponent(item?.modelId ?? "");
  const tasks: Record<string, string> = {
    "first page": "/api/library?limit=100",
    "deep page": `/api/library?limit=100&cursor=${deep}`,
    clips: "/api/library?limit=100&kind=video",
    "sent by the person": "/api/library?limit=100&origin=uploaded",
    "one model": `/api/library?limit=100&model=${model}`,
    favourites: "/api/library?limit=100&favourite=1",
    trash: "/api/library?limit=100&trash=1",
    "common word": "/api/library?limit=100&query=photograph",
    "rare word": "/api/library?limit=100&query=no.%2019999",
    "no such word": "/api/library?limit=100&query=nowhere",
    "two characters": `/api/library?limit=100&query=${encodeURIComponent("湖面")}`,
    "everything at once": `/api/library?limit=100&kind=picture&origin=made&model=${model}&query=${encodeURIComponent("猫")}&from=2020-01-01T00:00:00Z`,
    details: `/api/library/${item?.id}`,
    "models to choose from": "/api/library/models",
    "storage used": "/api/library/use",
  };
  const report: Record<string, Record<string, number>> = {};
  for (const [task, address] of Object.entries(tasks)) {
    const times: number[] = [];
    for (let round = -5; round < rounds; round++) {
      const from = performance.now();
      await get(address);
      if (round >= 0) times.push(performance.now() - from);
    }
    report[task] = { "p50 ms": round1(quantile(times, 0.5)), "p95 ms": round1(quantile(times, 0.95)) };
  }
  return report;
}

async function measureView(): Promise<Record<string, number>> {
  const debian = "/usr/bin/chromium";
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH || (existsSync(debian) ? debian : undefined),
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });
  // Who comes for the first time has nothing in their browser; the very first also finds a server that has drawn no page.
  const first: number[] = [];
  for (let visit = 0; visit < 6; visit++) {
    const page = await openPage(browser);
    first.push(await untilSeen(page));
    await page.context().close();
  }
  const page = await openPage(browser);
  const views: number[] = [];
  for (let visit = 0; visit < 6; visit++) views.push(await untilSeen(page));
  const loadTasks = await page.evaluate(() => window.libraryLongTasks.splice(0));
  const shiftBefore = await page.evaluate(() => window.libraryShift);

  const scrolled = await page.evaluate(async (target) => {
    const scroller = document.querySelector("[role=grid]")!.parentElement!;
    const from = performance.now();
    let frames = 0;
    let slowest = 0;
    let last = performance.now();
    // About eight windows a second, faster than one looks; waits only where the next page has not come yet.
    for (let still = 0; still < 300;) {
      const before = scroller.scrollTop;
      scroller.scrollTop += 120;
      await new Promise(requestAnimationFrame);
      const present = performance.now();
      slowest = Math.max(slowest, present - last);
      last = present;
      frames++;
      still = scroller.scrollTop === before ? still + 1 : 0;
      if (present - from > target) break;
    }
    return {
      frames,
      slowest,
      seconds: (performance.now() - from) / 1000,
      windows: scroller.scrollTop / scroller.clientHeight,
      loaded: Number(document.querySelector("[role=grid]")?.getAttribute("aria-rowcount")),
      drawn: document.querySelectorAll("[role=gridcell]").length,
    };
  }, 180_000);
  const tasks = await page.evaluate(() => window.libraryLongTasks);
  const shift = await page.evaluate(() => window.libraryShift);
  await browser.close();
  return {
    "first visit of a fresh server, pictures seen, ms": round1(first[0]!),
    "first visits, pictures seen, p50 ms": round1(quantile(first.slice(1), 0.5)),
    "later visits, pictures seen, p50 ms": round1(quantile(views.slice(1), 0.5)),
    "longest task of the last visit, ms": round1(Math.max(0, ...loadTasks)),
    "layout shift of the last visit": Number(shiftBefore.toFixed(4)),
    "scrolled, windows": round1(scrolled.windows),
    "scrolled, seconds": round1(scrolled.seconds),
    "frames a second": round1(scrolled.frames / scrolled.seconds),
    "slowest frame, ms": round1(scrolled.slowest),
    "tasks over 50 ms": tasks.length,
    "longest task, ms": round1(Math.max(0, ...tasks)),
    "layout shift while scrolling": Number((shift - shiftBefore).toFixed(4)),
    "tiles drawn at the end": scrolled.drawn,
  };
}

async function openPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ baseURL: world.application.url, viewport: { width: 1440, height: 900 } });
  await context.addCookies([{ ...person.browserCookie, url: world.application.url }]);
  await context.addInitScript(() => {
    window.libraryLongTasks = [];
    window.libraryShift = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.libraryLongTasks.push(duration);
    }).observe({ type: "longtask", buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) window.libraryShift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  return context.newPage();
}

/** Milliseconds from the call for the page until the pictures of its first window stand. */
async function untilSeen(page: Page): Promise<number> {
  await page.goto("/library");
  return page.evaluate(async () => {
    // Nothing here has a name of its own: the loader would add a helper that the page lacks.
    for (let seen: HTMLImageElement[] = []; ;) {
      seen = [...document.querySelectorAll<HTMLImageElement>("[role=gridcell] img[src^='/api/assets']")].filter(
        (tile) => tile.getBoundingClientRect().top < innerHeight,
      );
      if (seen.length > 10 && seen.every((tile) => tile.complete && tile.naturalWidth > 0)) break;
      await new Promise(requestAnimationFrame);
    }
    return performance.now();
  });
}

function round1(value: number): number {
  return Number(value.toFixed(1));
}

declare global {
  interface Window {
    libraryLongTasks: number[];
    libraryShift: number;
  }
}
