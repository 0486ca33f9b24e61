import { ChatPage } from "../support/chat-page";
import { expect, test } from "../support/e2e";

test("from the one-time link to answers of two models, with the price of each", async ({ page, world, browser }) => {
  process.env.DATABASE_URL = world.databaseUrl;
  process.env.AUTH_SECRET = world.authSecret;
  process.env.APP_URL = world.appUrl;
  const { createSetupLink } = await import("@/lib/auth");
  const { systemContext } = await import("@/lib/db");
  const { url } = await createSetupLink(systemContext(), { again: true });

  await page.goto(url);
  await page.getByLabel("E-mail").fill("first@example.com");
  await page.getByLabel("Name").fill("First Administrator");
  await page.getByLabel("Password", { exact: true }).fill("a long sentence nobody guesses");
  const terms = page.getByRole("checkbox");
  if (await terms.count()) await terms.check();
  await page.getByRole("button", { name: "Create administrator" }).click();
  await expect(page).toHaveURL(`${world.appUrl}/`);
  await expect(page.getByText("Simulated provider").first()).toBeVisible();

  const chat = new ChatPage(page);
  await chat.choose("DeepSeek-V3.2");
  await expect(page.getByText(/≈ \$0\.\d+/).first()).toBeVisible();
  await chat.send("What is a binary tree? [[tokens=60]]");
  await expect(await chat.answered()).toContainText("DeepSeek-V3.2");

  await chat.choose("DeepSeek-R1");
  await chat.send("And a red-black tree? [[reasoning=30]] [[tokens=60]]");
  const second = await chat.answered(1);
  await expect(second).toContainText("DeepSeek-R1");
  await expect(second.getByText(/^Thought for/)).toBeVisible();

  const stranger = await browser.newPage();
  await stranger.goto(url);
  await expect(stranger.getByText(/^(This link no longer works|An administrator exists already)$/)).toBeVisible();
  await stranger.close();
});

test("an answer goes on while its tab is closed, and is the same on every device", async ({
  context,
  signIn,
  browser,
  world,
}) => {
  const person = await signIn();
  const first = new ChatPage(await context.newPage());
  await first.page.goto("/");
  await first.send("Tell me a long story [[tokens=400]]");
  await first.underWay();
  const address = first.page.url();

  const elsewhere = await browser.newContext({ baseURL: world.appUrl });
  await elsewhere.addCookies([{ ...person.browserCookie, url: world.appUrl }]);
  const second = new ChatPage(await elsewhere.newPage());
  await second.page.goto(address);
  await second.underWay();
  await first.page.close();

  const whole = await (await second.answered()).locator(".reading").innerText();
  const again = new ChatPage(await context.newPage());
  await again.page.goto(address);
  expect(await (await again.answered()).locator(".reading").innerText()).toBe(whole);
  await elsewhere.close();
});

test("after kill -9 the text is kept, marked, paid for, and can be continued", async ({ page, signIn, control }) => {
  test.setTimeout(120_000);
  await signIn();
  const chat = new ChatPage(page);
  await page.goto("/");
  await chat.send("Explain sorting [[tokens=900]]");
  await chat.underWay();
  const reading = chat.answers.last().locator(".reading");
  await expect.poll(async () => (await reading.innerText()).length, { timeout: 20_000 }).toBeGreaterThan(600);
  const seen = (await reading.innerText()).length;

  await control("kill");
  await control("start");
  const answer = chat.answers.last();
  await expect(answer.getByText("Interrupted", { exact: true })).toBeVisible({ timeout: 20_000 });
  // Two seconds at 80 tokens of about four characters.
  expect((await reading.innerText()).length).toBeGreaterThan(seen - 2 * 80 * 5);
  await expect(answer).toContainText(/[\dk] tokens?.*\$[\d.]+/);

  await answer.getByRole("button", { name: "Continue" }).click();
  await expect(answer.getByText("Interrupted", { exact: true })).toHaveCount(0);
  await chat.answered();
  await page.reload();
  await expect(answer.getByText("Interrupted", { exact: true })).toHaveCount(0);
});

test("SIGTERM in the middle: the server ends in order, and what had arrived is there", async ({
  page,
  signIn,
  control,
}) => {
  test.setTimeout(120_000);
  await signIn();
  const chat = new ChatPage(page);
  await page.goto("/");
  await chat.send("Explain everything [[tokens=3000]]");
  await chat.underWay();
  const from = Date.now();
  expect(await control("terminate")).toBe(0);
  expect(Date.now() - from).toBeLessThan(30_000);
  await control("start");
  await expect(chat.answers.last().getByText("Interrupted", { exact: true })).toBeVisible({ timeout: 20_000 });
  await expect(chat.answers.last().getByRole("button", { name: "Continue" })).toBeVisible();
});

test("the page of spending says what the provider's own ledger says, to the nano-unit", async ({
  page,
  signIn,
  world,
  request,
}) => {
  const headers = { "x-simulator-control": world.simulator.apiKey };
  const ledger = `${world.simulator.origin}/control/ledger`;
  const person = await signIn();
  const chat = new ChatPage(page);
  await request.delete(ledger, { headers });

  await page.goto("/");
  await chat.choose("DeepSeek-V3.2");
  await chat.send("First [[tokens=40]]");
  await chat.answered();
  await chat.choose("Qwen3-32B");
  await chat.send("Second [[reasoning=20]] [[tokens=33]]");
  await chat.answered(1);
  await chat.answers.last().getByRole("button", { name: "Answer again", exact: true }).click();
  await chat.answered();

  const day = new Date().toISOString().slice(0, 10);
  const theirs = async () =>
    (await (await request.get(ledger, { headers })).json()) as { entries: { costNanos: string }[] };
  const ours = async () =>
    (await (
      await request.get(`${world.appUrl}/api/usage?from=${day}&to=${day}`, { headers: { cookie: person.cookie } })
    ).json()) as { totalNanos: string; rows: { calls: number }[] };
  await expect
    .poll(async () => (await ours()).rows.reduce((sum, { calls }) => sum + calls, 0))
    .toBe((await theirs()).entries.length);
  const owed = (await theirs()).entries.reduce((sum, { costNanos }) => sum + BigInt(costNanos), 0n);
  expect(BigInt((await ours()).totalNanos)).toBe(owed);
  expect(owed).toBeGreaterThan(0n);
});

test("a monthly limit holds, and says so before the click", async ({ page, signIn, world, request }) => {
  const administrator = await signIn({ role: "admin" });
  const member = await signIn();
  const response = await request.patch(`${world.appUrl}/api/admin/people/${member.userId}`, {
    headers: administrator.headers,
    data: { monthlyLimit: "1000" },
  });
  expect(response.ok(), await response.text()).toBe(true);
  const chat = new ChatPage(page);
  await page.goto("/");
  await chat.composer.fill("Too dear");
  await expect(page.getByText("Your allowance does not cover this message.").first()).toBeVisible();
  const refused = await request.post(`${world.appUrl}/api/chat`, {
    headers: member.headers,
    data: { requestKey: crypto.randomUUID(), action: { type: "send", parentId: null, text: "Too dear" } },
  });
  expect(refused.status()).toBe(402);
});

const faults: [name: string, options: Record<string, unknown>, words: RegExp][] = [
  ["http401", {}, /key/i],
  ["http403", {}, /balance|verif|permission/i],
  ["http429-tpm", { retryAfter: 60 }, /limit|busy|many/i],
  ["http503", {}, /overload|busy/i],
  ["http502-html", {}, /gateway|provider|answer/i],
  ["cut-midstream", { afterTokens: 20 }, /broke|cut|interrupted/i],
  ["error-in-stream", { afterTokens: 20 }, /provider|interrupted|fault/i],
];

for (const [name, options, words] of faults) {
  test(`the provider's ${name} reads as cause and next step, and the next try works`, async ({
    page,
    signIn,
    fault,
    world,
    request,
  }) => {
    await signIn();
    const chat = new ChatPage(page);
    await page.goto("/");
    await fault(name, { match: { path: "/chat/completions", contains: "Faulty question" }, ...options });
    await chat.send("Faulty question [[tokens=60]]");
    const answer = chat.answers.last();
    await expect(answer.getByText(words).first()).toBeVisible({ timeout: 30_000 });
    await answer.getByText("Details", { exact: true }).first().click();
    await expect(answer.getByText("Trace id").first()).toBeVisible();

    await request.delete(`${world.simulator.origin}/control/faults`, {
      headers: { "x-simulator-control": world.simulator.apiKey },
    });
    await answer
      .getByRole("button", { name: /^(Try again|Answer again|Continue)$/ })
      .first()
      .click();
    await expect(answer.getByText("Details", { exact: true })).toHaveCount(0, { timeout: 30_000 });
    await chat.answered();
  });
}
