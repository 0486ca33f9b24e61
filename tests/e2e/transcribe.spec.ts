import { expectAccessible } from "../support/accessible";
import { expect, test } from "../support/e2e";
import { pause, recordingOf, speech } from "../support/recordings";

// A microphone that beeps, and that nobody has to allow.
test.use({
  permissions: ["microphone"],
  launchOptions: async ({ launchOptions }, provide) => {
    const args = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];
    await provide({ ...launchOptions, args: [...(launchOptions.args ?? []), ...args] });
  },
});

const patience = { timeout: 30_000 };

test("a talk is written down with its times, asked about, and deleted", async ({ page, signIn }) => {
  await signIn();
  await page.goto("/transcribe");
  await expect(page.getByText("Nothing was written down yet")).toBeVisible();
  const buffer = recordingOf([speech(7_000), pause(900), speech(7_000), pause(900), speech(3_000)]);
  await page
    .getByLabel("Choose a file", { exact: true })
    .last()
    .setInputFiles({ name: "talk.wav", mimeType: "audio/wav", buffer });
  await expect(page.getByRole("group", { name: "Player: talk.wav" })).toBeVisible(patience);
  await expect(page.getByRole("button", { name: "Price: free · ≤ 1 call" })).toBeVisible();
  await page.getByRole("switch", { name: "Times and subtitles" }).check();
  await expect(page.getByRole("button", { name: "Price: free · ≤ 3 calls" })).toBeVisible();
  await page.getByRole("button", { name: "Write down", exact: true }).click();

  const article = page.getByRole("article");
  await expect(article.getByText("Written down", { exact: true })).toBeVisible(patience);
  const times = article.getByRole("button", { name: /^Play from \d:\d\d$/ });
  await expect(times.first()).toHaveText("0:00");
  expect(await times.count()).toBeGreaterThan(1);
  await expect(article.locator("[aria-current]")).toHaveCount(0);
  await times.nth(1).click();
  await expect(article.getByRole("listitem").nth(1).locator("[aria-current]")).toBeVisible();
  await article.getByRole("button", { name: "Pause" }).click();
  await expect(article.getByRole("button", { name: /^Receipt:/ })).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    article.getByRole("link", { name: "SRT" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("talk.srt");
  await expectAccessible(page);

  await page.reload();
  await expect(times.first()).toBeVisible();
  await article.getByRole("button", { name: "Ask about this" }).click();
  await expect(page).toHaveURL(/\/$/, patience);
  await expect(page.getByText("talk.txt")).toBeVisible(patience);

  await page.goto("/transcribe");
  await page
    .getByRole("listitem")
    .getByRole("button", { name: /talk\.wav/ })
    .click();
  await article.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("Nothing was written down yet")).toBeVisible();
});

test("what is said into the composer stands at its caret", async ({ page, signIn }) => {
  await signIn();
  await page.goto("/");
  await expect(page.locator("form[data-ready=true]")).toBeVisible();
  const message = page.getByRole("textbox", { name: "Message" });
  await message.fill("Sum this up:");
  await page.getByRole("button", { name: "Dictate", exact: true }).click();
  const panel = page.getByRole("group", { name: "Dictation" });
  await expect(panel).toHaveAttribute("data-dictation", "recording", patience);
  await expect(panel.getByText("0:01 of 1:00")).toBeVisible(patience);
  await expectAccessible(page);
  await panel.getByRole("button", { name: "Insert" }).click();
  await expect(message).toHaveValue(/^Sum this up: This is the recording .+ seconds long\.$/, patience);
  await expect(message).toBeFocused();
  await expect(panel).toBeHidden();
});
