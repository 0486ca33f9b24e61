import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessible";
import { expect, test } from "../support/e2e";
import { pause, recordingOf, speech } from "../support/recordings";

const patience = { timeout: 30_000 };

// A microphone that beeps, and that nobody has allowed yet.
test.use({
  launchOptions: async ({ launchOptions }, provide) => {
    const args = ["--use-fake-device-for-media-stream", "--autoplay-policy=no-user-gesture-required"];
    await provide({ ...launchOptions, args: [...(launchOptions.args ?? []), ...args] });
  },
});

test("a microphone that is refused, missing or unplugged says so, and what it heard is kept", async ({
  page,
  context,
  signIn,
}) => {
  test.setTimeout(120_000);
  await signIn();
  await page.addInitScript(() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      const stream = await ask(wanted);
      addEventListener("unplug", () => {
        for (const track of stream.getTracks()) {
          track.stop();
          track.dispatchEvent(new Event("ended"));
        }
      });
      return stream;
    };
  });
  const record = page.getByRole("button", { name: "Record", exact: true });
  const refused = page.getByText("The microphone was refused");
  for (const path of ["/voices", "/transcribe"]) {
    await page.goto(path);
    await record.click();
    await expect(refused).toBeVisible(patience);
    await expect(record).toBeEnabled();
  }
  await expectAccessible(page);
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("none", "NotFoundError"));
  });
  await record.click();
  await expect(page.getByText("No microphone can be used")).toBeVisible(patience);

  await page.goto("/");
  await expect(page.locator("form[data-ready=true]")).toBeVisible();
  await page.getByRole("button", { name: "Dictate", exact: true }).click();
  const panel = page.getByRole("group", { name: "Dictation" });
  await expect(panel.getByText("The microphone was refused")).toBeVisible(patience);
  await context.grantPermissions(["microphone"]);
  await panel.getByRole("button", { name: "Try again" }).click();
  await expect(panel.getByText("0:01 of 1:00")).toBeVisible(patience);
  await unplug(page);
  await expect(page.getByText(/^The microphone is gone\. /)).toBeVisible(patience);
  await expect(page.getByRole("textbox", { name: "Message" })).toHaveValue(/seconds long/, patience);

  for (const [path, kept] of [
    ["/transcribe", page.getByRole("group", { name: "Player: Recording.wav" })],
    ["/voices", page.getByRole("group", { name: "Part that is used" })],
  ] as const) {
    await page.goto(path);
    await record.click();
    await expect(page.getByText(/^0:02 of/)).toBeVisible(patience);
    await unplug(page);
    await expect(page.getByText("The microphone is gone")).toBeVisible(patience);
    await expect(page.getByText("What it had heard until then is kept.")).toBeVisible();
    await expect(kept).toBeVisible(patience);
  }
  await expectAccessible(page);
});

test("samples without a header are heard at the rate that their person names", async ({ page, signIn }) => {
  await signIn();
  await page.goto("/voices");
  const form = page.getByRole("form", { name: "A new voice" });
  const choose = form.getByLabel("Choose a file", { exact: true }).last();
  const words = [speech(1_800), pause(200)];
  const samples = recordingOf([...words, ...words, ...words], { rate: 24_000 }).subarray(44);
  const give = (buffer: Buffer) => choose.setInputFiles({ name: "take.pcm", mimeType: "", buffer });
  await give(Buffer.from("These are words and no sound at all. ".repeat(500)));
  await expect(form.getByText(/^Read as bare samples, this is only noise/)).toBeVisible(patience);
  await give(samples);
  await expect(form.getByText("3.3 s of 3.3 s")).toBeVisible(patience);
  await form.getByRole("combobox", { name: "Samples a second" }).selectOption({ label: "24,000 Hz" });
  await expect(form.getByText("6 s of 6 s")).toBeVisible(patience);
  await expect(form.locator("[data-verdict]")).toHaveAttribute("data-verdict", /good|usable/, patience);
  await expectAccessible(page);
});

async function unplug(page: Page): Promise<void> {
  await page.evaluate(() => dispatchEvent(new Event("unplug")));
}
