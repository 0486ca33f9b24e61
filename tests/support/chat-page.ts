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
    await this.page
      .getByRole("button", { name: /^Model: / })
      .first()
      .click();
    await this.page.getByRole("combobox", { name: "Search models" }).fill(model);
    await this.page.getByRole("option").first().click();
    await expect(this.page.getByRole("button", { name: /^Model: / }).first()).toContainText(model);
  }

  async send(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press("Enter");
    await expect(this.page).toHaveURL(/\/chat\/[0-9a-f-]{36}/);
  }

  /** Waits until the last answer has its receipt. */
  async answered(index = -1): Promise<Locator> {
    const answer = index < 0 ? this.answers.last() : this.answers.nth(index);
    await expect(answer).toContainText(/\d tokens?\b.*\$[\d.]+/, { timeout: 40_000 });
    await expect(this.page.getByRole("button", { name: "Stop" })).toHaveCount(0);
    return answer;
  }

  /** Waits until the last answer shows some text and is still being written. */
  async underWay(marker: string | RegExp = /\w{3}/): Promise<void> {
    await expect(this.answers.last()).toContainText(marker);
    await expect(this.page.getByRole("button", { name: "Stop" })).toBeVisible();
  }
}
