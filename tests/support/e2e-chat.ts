import { expect, type Locator, type Page } from "@playwright/test";
import { test as base } from "./e2e";

/** Browser tests of the chat: with a provider that can be told how quickly to answer. */
export const test = base.extend<{ pace: (tokensPerSecond: number) => Promise<void> }>({
  pace: async ({ world, request }, provide) => {
    const set = async (tokensPerSecond: number) => {
      const headers = { "x-simulator-control": world.simulator.apiKey };
      const data = { tokensPerSecond };
      expect((await request.put(`${world.simulator.origin}/control/pace`, { headers, data })).ok()).toBe(true);
    };
    await provide(set);
    await set(80);
  },
});

/** What the browser tests of the chat do again and again, by role and label. */
export const composer = (page: Page): Locator => page.getByRole("textbox", { name: "Message", exact: true });
export const receipts = (page: Page): Locator => page.getByRole("button", { name: /^Receipt/ });
export const stopButton = (page: Page): Locator => page.getByRole("button", { name: "Stop", exact: true });

/** Opens a new chat, ready to be written in. */
export async function openNewChat(page: Page): Promise<void> {
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "What would you like to work on?" })).toBeVisible();
  await hydrated(page);
}

/** Waits until the page answers to keys: its scripts have run. */
export async function hydrated(page: Page): Promise<void> {
  await expect(page.locator("form[data-ready]")).toBeVisible();
}

export async function ask(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press("Enter");
}

/** Waits for the end of the answer under way, however it ends. */
export async function ended(page: Page): Promise<void> {
  await expect(stopButton(page)).toBeHidden({ timeout: 30_000 });
}
