import { expect, type Locator, type Page } from "@playwright/test";

/** What a person does on the chat pages, by the names they read there. */
export class ChatPage {
  constructor(readonly page: Page) {}

  get composer(): Locator {
    return this.page.getByRole("textbox", { name: "Message", exact: true });
  }

  get answers(): Locator {
    return this.page.getByRole("heading", { name: /^Answer from / }).locator("..");
  }

  async choose(model: string): Promise<void> {
    const button = this.page.getByRole("button", { name: /^Model: / }).first();
    const search = this.page.getByRole("combobox", { name: "Search models" });
    // A press before the page's script runs is lost, so press until the list is there.
    await expect(async () => {
      if (!(await search.isVisible())) await button.click({ timeout: 2_000 });
      await expect(search).toBeVisible({ timeout: 3_000 });
    }).toPass({ timeout: 20_000 });
    await search.fill(model);
    await this.page.getByRole("option").first().click();
    await expect(button).toContainText(model);
  }

  async send(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press("Enter");
    await expect(this.page).toHaveURL(/\/chat\/[0-9a-f-]{36}/);
  }

  /** Waits until the last answer has its receipt. */
  async answered(index = -1): Promise<Locator> {
    const answer = index < 0 ? this.answers.last() : this.answers.nth(index);
    await expect(answer).toContainText(/[\dk] tokens?\b.*\$[\d.]+/, { timeout: 40_000 });
    await expect(this.page.getByRole("button", { name: "Stop" })).toHaveCount(0);
    return answer;
  }

  /** Waits until the last answer shows some text and is still being written. */
  async underWay(marker: string | RegExp = /\w{3}/): Promise<void> {
    await expect(this.answers.last()).toContainText(marker);
    await expect(this.page.getByRole("button", { name: "Stop" })).toBeVisible();
  }
}
