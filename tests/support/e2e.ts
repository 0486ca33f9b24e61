import { expect, test as base, type BrowserContext } from "@playwright/test";
import { readWorld, type E2eWorld } from "./e2e-world";
import type { Login, LoginOptions } from "./login";

interface Fixtures {
  world: E2eWorld;
  /** makes a person with a session; with a context given, its pages are signed in as that person */
  signIn: (options?: LoginOptions & { context?: BrowserContext }) => Promise<Login>;
  /** makes the provider's double misbehave until the test ends; see docs/simulator.md for the names */
  fault: (scenario: string, options?: Record<string, unknown>) => Promise<void>;
  /** kills, ends or starts the application */
  control: (action: "kill" | "terminate" | "start") => Promise<number | null>;
  /** every page of every test: no policy violation, no script error, no request to anyone else */
  guard: void;
}

/** Browser tests with a world around them. */
export const test = base.extend<Fixtures>({
  world: async ({}, provide) => provide(readWorld()),

  signIn: async ({ world, context }, provide) => {
    process.env.DATABASE_URL = world.databaseUrl;
    process.env.AUTH_SECRET = world.authSecret;
    process.env.APP_URL = world.appUrl;
    const { login } = await import("./login");
    await provide(async ({ context: given, ...options } = {}) => {
      const person = await login(options);
      await (given ?? context).addCookies([
        { ...person.browserCookie, url: world.appUrl, httpOnly: true, sameSite: "Lax" },
      ]);
      return person;
    });
  },

  fault: async ({ world, request }, provide) => {
    const headers = { "x-simulator-control": world.simulator.apiKey };
    const url = `${world.simulator.origin}/control/faults`;
    await provide(async (scenario, options = {}) => {
      const response = await request.post(url, { headers, data: { name: scenario, ...options } });
      expect(response.ok(), await response.text()).toBe(true);
    });
    await request.delete(url, { headers });
  },

  control: async ({ world, request }, provide) => {
    const call = async (action: string) => {
      const response = await request.post(`${world.controlUrl}/${action}`, { timeout: 60_000 });
      expect(response.ok(), await response.text()).toBe(true);
      return ((await response.json()) as { result: number | null }).result;
    };
    await provide(call);
    await call("start");
  },

  guard: [
    async ({ context, world }, provide) => {
      const wrong: string[] = [];
      context.on("weberror", (error) => wrong.push(`script error: ${error.error().message}`));
      context.on("console", (message) => {
        if (/Content Security Policy|hydrat/i.test(message.text())) wrong.push(message.text());
      });
      context.on("request", (request) => {
        const { protocol, origin } = new URL(request.url());
        if (/^https?:$/.test(protocol) && origin !== world.appUrl) wrong.push(`request to ${origin}`);
      });
      await provide();
      expect(wrong, "what the browser complained about").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
