import { expect } from "@playwright/test";
import { expectWcag } from "../support/accessible";
import { ask, ended, openNewChat, test } from "../support/e2e-chat";

test("strawberry and 9.11 are answered through tools, and the calls are kept", async ({ page, signIn }) => {
  await signIn();
  await openNewChat(page);
  await page.getByRole("button", { name: "Settings of this chat" }).click();
  const settings = page.getByRole("dialog");
  await settings.getByRole("switch", { name: /Count letters/ }).check();
  await settings.getByRole("switch", { name: /^Compare/ }).check();
  await expectWcag(page);
  await page.keyboard.press("Escape");

  await ask(page, "How many r are in strawberry?");
  const call = page.getByRole("group", { name: "Call of count_letters" });
  await expect(call).toContainText("strawberry, r");
  await ended(page);
  await expect(call).toContainText("done");
  await expect(page.getByText(/occurs 3 times in "strawberry"/).last()).toBeVisible();
  await call.getByText("count_letters").click();
  await expect(call.getByText("Told to the model")).toBeVisible();
  await expectWcag(page);

  await ask(page, "Which is larger, 9.11 or 9.9?");
  await ended(page);
  const second = page.getByRole("group", { name: "Call of compare" });
  await expect(second).toContainText("done");
  await expect(page.getByText(/9\.9 is larger than 9\.11/).last()).toBeVisible();

  await page.reload();
  await expect(call).toContainText("done");
  await expect(second).toContainText("done");
});

test("a tool of one's own is tried, saved, chosen and deleted", async ({ page, signIn }) => {
  await signIn();
  await page.goto("/settings#tools");
  await page.getByRole("button", { name: "Start from an example" }).click();
  const form = page.getByRole("dialog", { name: "New tool" });
  await expect(form.getByLabel("Name of the function")).toHaveValue("search_wikipedia");
  await expectWcag(page);
  await form.getByLabel("Address", { exact: true }).fill("http://127.0.0.1:9191/?q={query}");
  await form.getByRole("button", { name: "Try it" }).click();
  await expect(form.getByText(/private network/)).toBeVisible();
  await form.getByLabel("Address", { exact: true }).fill("https://{query}.example/");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByText("Arguments may not stand in the host's name.")).toBeVisible();
  await form.getByLabel("Address", { exact: true }).fill("https://wiki.example/search?q={query}");
  await form.getByLabel("Headers").fill("Authorization: Bearer secret");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form).toBeHidden();
  const tools = page.getByRole("region", { name: "Tools", exact: true });
  await expect(tools.getByText("search_wikipedia")).toBeVisible();
  await tools.getByRole("button", { name: "Change search_wikipedia" }).click();
  await expect(page.getByRole("dialog").getByLabel("Headers")).toHaveValue("Authorization: ••••");
  await page.keyboard.press("Escape");

  await openNewChat(page);
  await page.getByRole("button", { name: "Settings of this chat" }).click();
  await expect(page.getByRole("dialog").getByRole("switch", { name: /search_wikipedia/ })).toBeVisible();

  await page.goto("/settings#tools");
  await tools.getByRole("button", { name: "Delete search_wikipedia" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();
  await expect(tools.getByText("No tools yet")).toBeVisible();
});
