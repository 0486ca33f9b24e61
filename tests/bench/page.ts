import { existsSync } from "node:fs";
import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from "@playwright/test";
import { newId } from "@/lib/core";
import type { Login } from "../support/login";
import { machine, openWorld, secret } from "./world";

/**
 * What the chat page costs a browser: script of the first view, time from Send to the first word, work while 2,000
 * tokens arrive at 200 a second, and opening a conversation of 500 messages beside one of 50.
 * `npm run bench -- page` (CHROMIUM_PATH names a browser where Playwright's own is not installed)
 */
const firstTokenMs = 300;
const world = await openWorld({
  simulator: { firstTokenMs, tokensPerSecond: 200 },
  // one that answers without thinking first
  environment: { CHAT_DEFAULT_MODEL: "deepseek-ai/DeepSeek-V3" },
});
process.env.DATABASE_URL = world.databaseUrl;
process.env.AUTH_SECRET = secret;
process.env.APP_URL = world.application.url;
const { login } = await import("@/tests/support/login");
const { database } = await import("@/lib/db");
const person = await login();

const debian = "/usr/bin/chromium";
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH || (existsSync(debian) ? debian : undefined),
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
});

console.log(machine());
console.table({ ...(await firstView()), ...(await streamed()) });
const small = await opened(await conversationOf(person, 50));
const large = await opened(await conversationOf(person, 500));
console.table({ "50 messages": small, "500 messages": large });
await browser.close();
await database().$disconnect();
await world.close();
process.exit(0);

async function firstView(): Promise<Record<string, number>> {
  const { context, page, session } = await fresh(browser);
  await session.send("Network.enable");
  const kinds = new Map<string, string>();
  let scriptBytes = 0;
  let allBytes = 0;
  session.on("Network.responseReceived", ({ requestId, type }) => kinds.set(requestId, type));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    allBytes += encodedDataLength;
    if (kinds.get(requestId) === "Script") scriptBytes += encodedDataLength;
  });
  await page.goto("/", { waitUntil: "networkidle" });
  const paint = await page.evaluate(
    () =>
      new Promise<number>((resolve) =>
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)!.startTime)).observe({
          type: "largest-contentful-paint",
          buffered: true,
        }),
      ),
  );
  const blocked = await page.evaluate(() => window.benchLongTasks.reduce((sum, ms) => sum + ms - 50, 0));
  await context.close();
  return {
    "script of the first view, kB compressed": round(scriptBytes / 1000),
    "everything of the first view, kB": round(allBytes / 1000),
    "largest contentful paint, ms": round(paint),
    "blocking time of the first view, ms": round(blocked),
  };
}

async function streamed(): Promise<Record<string, number>> {
  const { context, page, session } = await fresh(browser);
  await page.goto("/", { waitUntil: "networkidle" });
  const composer = page.getByRole("textbox", { name: "Message", exact: true });
  await composer.fill("[[markdown]] [[tokens=2000]]");
  await page.evaluate(() => {
    window.benchLongTasks.length = 0;
    addEventListener("keydown", () => (window.benchSentAt ??= performance.now()), { capture: true, once: true });
    new MutationObserver((_, observer) => {
      const answer = [...document.querySelectorAll("h2")].find((heading) =>
        heading.textContent?.startsWith("Answer from"),
      );
      if (!answer?.parentElement?.querySelector("div.reading")?.textContent?.trim()) return;
      observer.disconnect();
      // the frame after the one in which it is drawn
      requestAnimationFrame(() => requestAnimationFrame(() => (window.benchFirstPaintAt = performance.now())));
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const before = await processor(session);
  await composer.press("Enter");
  await page
    .getByText(/[\dk] tokens?\b.*\$[\d.]+/)
    .last()
    .waitFor({ timeout: 60_000 });
  const after = await processor(session);
  const seen = await page.evaluate(() => ({
    firstWordMs: window.benchFirstPaintAt! - window.benchSentAt!,
    tasks: window.benchLongTasks,
  }));
  await context.close();
  return {
    "Send to first word painted, over the provider's, ms": round(seen.firstWordMs - firstTokenMs),
    "2,000 tokens: tasks over 50 ms": seen.tasks.length,
    "2,000 tokens: longest task, ms": round(Math.max(0, ...seen.tasks)),
    "2,000 tokens: blocking time, ms": round(seen.tasks.reduce((sum, ms) => sum + ms - 50, 0)),
    "2,000 tokens: script, ms": round((after.script - before.script) * 1000),
    "2,000 tokens: renderer, s": round(after.task - before.task, 2),
  };
}

async function opened(id: string): Promise<Record<string, number>> {
  const { context, page, session } = await fresh(browser);
  const from = performance.now();
  const response = await page.goto(`/chat/${id}`, { waitUntil: "networkidle" });
  await page.getByText("Answer number last").last().waitFor();
  const seenMs = performance.now() - from;
  const { task, heap } = await processor(session);
  const elements = await page.evaluate(() => document.querySelectorAll("*").length);
  const documentBytes = (await response!.body()).length;
  await context.close();
  return {
    "seen after ms": round(seenMs),
    "renderer s": round(task, 2),
    elements,
    "heap MB": round(heap, 1),
    "document kB": round(documentBytes / 1000),
  };
}

/** A conversation of so many messages, every other an answer with code. */
async function conversationOf({ userId }: Login, count: number): Promise<string> {
  const id = newId();
  const ids = Array.from({ length: count }, (_, index) => newId(Date.now() - (count - index) * 1000));
  const answer = (name: string) =>
    `Answer number ${name}.\n\n${"Some text that explains the code below. ".repeat(6)}\n\n\`\`\`ts\n${'const value = compute("a", 1);\n'.repeat(12)}\`\`\`\n`;
  await database().conversation.create({
    data: { id, userId, title: `${count} messages`, modelId: "deepseek-ai/DeepSeek-V3", leafId: ids.at(-1)! },
  });
  await database().message.createMany({
    data: ids.map((messageId, index) => ({
      id: messageId,
      conversationId: id,
      parentId: ids[index - 1] ?? null,
      role: index % 2 ? ("assistant" as const) : ("user" as const),
      modelId: index % 2 ? "deepseek-ai/DeepSeek-V3" : null,
      parts: [
        { type: "text", text: index % 2 ? answer(index === count - 1 ? "last" : String(index)) : `Question ${index}` },
      ],
      createdAt: new Date(Date.now() - (count - index) * 1000),
    })),
  });
  return id;
}

async function fresh(within: Browser): Promise<{ context: BrowserContext; page: Page; session: CDPSession }> {
  const context = await within.newContext({ baseURL: world.application.url, viewport: { width: 1440, height: 900 } });
  await context.addCookies([{ ...person.browserCookie, url: world.application.url }]);
  await context.addInitScript(() => {
    window.benchLongTasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.benchLongTasks.push(duration);
    }).observe({ type: "longtask", buffered: true });
  });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable");
  return { context, page, session };
}

/** Seconds of the renderer's main thread, all and in script, and what lives in its heap in MB. */
async function processor(session: CDPSession): Promise<{ task: number; script: number; heap: number }> {
  const spent = await metrics(session);
  // What is not collected yet says more of the moment than of the page.
  await session.send("HeapProfiler.collectGarbage");
  const { JSHeapUsedSize: heap = Number.NaN } = await metrics(session);
  return { task: spent.TaskDuration ?? Number.NaN, script: spent.ScriptDuration ?? Number.NaN, heap: heap / 1e6 };
}

async function metrics(session: CDPSession): Promise<Record<string, number>> {
  const { metrics: all } = await session.send("Performance.getMetrics");
  return Object.fromEntries(all.map(({ name, value }) => [name, value]));
}

function round(value: number, places = 0): number {
  return Number(value.toFixed(places));
}

declare global {
  interface Window {
    benchLongTasks: number[];
    benchSentAt?: number;
    benchFirstPaintAt?: number;
  }
}
