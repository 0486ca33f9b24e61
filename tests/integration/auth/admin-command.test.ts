import { spawn } from "node:child_process";
import path from "node:path";
import { text } from "node:stream/consumers";
import { beforeEach, describe, expect, it } from "vitest";
import { completeSetup, findActor, signIn } from "@/lib/auth";
import { database } from "@/lib/db";
import { contextOf, login } from "@/tests/support/login";

const root = path.resolve(import.meta.dirname, "../../..");

async function admin(args: string[], input = "", environment: Record<string, string> = {}) {
  const argv = ["--conditions=react-server", "--import", "tsx", "scripts/admin.ts", ...args];
  const child = spawn(process.execPath, argv, {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", ...environment },
  });
  child.stdin.end(input);
  const [output, errors, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on("close", resolve)),
  ]);
  return { code, output, errors };
}

const visit = { clientAddress: "192.0.2.1", userAgent: "" };

beforeEach(async () => {
  await database().user.deleteMany();
});

describe("npm run admin", () => {
  it("creates people who can sign in, lists, disables and enables them", async () => {
    await login({ role: "admin", email: "other@example.com" });
    const command = [
      "user",
      "create",
      "--email",
      " New@Example.com",
      "--role",
      "member",
      "--name",
      "New",
      "--password-stdin",
    ];
    const created = await admin(command, "a quiet evening\n");
    expect(created).toEqual({ code: 0, output: "Created member new@example.com.\n", errors: "" });
    const credentials = { email: "new@example.com", password: "a quiet evening", ...visit };
    const { account, setCookie } = await signIn(contextOf({ type: "anonymous" }), credentials);
    expect(account).toMatchObject({ name: "New", role: "member" });

    expect((await admin(["user", "disable", "--email", "NEW@example.com"])).output).toBe("Disabled new@example.com.\n");
    expect(await findActor(new Headers({ cookie: setCookie }))).toBeUndefined();
    const { output } = await admin(["user", "list"]);
    expect(output).toMatch(/^E-MAIL +ROLE +STATE +CREATED +LAST SEEN\n/);
    expect(output).toMatch(/^new@example\.com +member +disabled +\d{4}-\d\d-\d\d +\d{4}-\d\d-\d\d \d\d:\d\d$/m);
    expect((await admin(["user", "enable", "--email", "new@example.com"])).code).toBe(0);
    await signIn(contextOf({ type: "anonymous" }), credentials);
  }, 60_000);

  it("sets a new password for whoever has forgotten theirs, and ends the sessions", async () => {
    const { headers } = await login({ email: "forgot@example.com" });
    const command = ["user", "password", "--email", "Forgot@example.com", "--password-stdin"];
    expect(await admin(command, "a later evening\n")).toEqual({
      code: 0,
      output: "Set a new password for forgot@example.com and ended every session.\n",
      errors: "",
    });
    expect(await findActor(new Headers(headers))).toBeUndefined();
    await signIn(contextOf({ type: "anonymous" }), {
      email: "forgot@example.com",
      password: "a later evening",
      ...visit,
    });
    expect((await admin(command, "password1234\n")).code).toBe(1);
    expect(
      (await admin(["user", "password", "--email", "nobody@example.com", "--password-stdin"], "x".repeat(12))).code,
    ).toBe(1);
  }, 60_000);

  it("prints a setup link that works", async () => {
    const { code, output } = await admin(["setup-link"], "", { APP_URL: "https://studio.example" });
    expect(code).toBe(0);
    const token = /^https:\/\/studio\.example\/setup\?token=([\w-]{43})\n/.exec(output)![1]!;
    const { account } = await completeSetup(contextOf({ type: "anonymous" }), {
      ...{ token, email: "first@example.com", name: "", password: "a quiet evening", acceptTerms: true },
      ...visit,
    });
    expect(account.role).toBe("admin");
  }, 60_000);

  it.each<[string, string[], string, Record<string, string>, number, RegExp]>([
    ["no command", [], "", {}, 2, /Name a command/],
    ["an unknown command", ["user", "promote"], "", {}, 2, /no command "user promote"/],
    ["an unknown option", ["user", "list", "--all"], "", {}, 2, /--all/],
    ["an option of another command", ["setup-link", "--email", "x"], "", {}, 2, /takes no --email/],
    ["no password", ["user", "create", "--email", "a@b.example", "--role", "member"], "", {}, 2, /--password-stdin/],
    [
      "a wrong role",
      ["user", "create", "--email", "a@b.example", "--role", "owner", "--password-stdin"],
      "a quiet evening",
      {},
      2,
      /--role/,
    ],
    [
      "a wrong address",
      ["user", "create", "--email", "a@b", "--role", "member", "--password-stdin"],
      "a quiet evening",
      {},
      2,
      /--email/,
    ],
    [
      "a short password",
      ["user", "create", "--email", "a@b.example", "--role", "member", "--password-stdin"],
      "short",
      {},
      2,
      /--password: Use at least 8/,
    ],
    [
      "a common password",
      ["user", "create", "--email", "a@b.example", "--role", "member", "--password-stdin"],
      "Password1",
      {},
      1,
      /first to be guessed/,
    ],
    ["nobody of that address", ["user", "disable", "--email", "nobody@b.example"], "", {}, 1, /no account/],
    ["a wrong environment", ["user", "list"], "", { AUTH_SECRET: "short" }, 1, /^AUTH_SECRET: must have/],
    [
      "no database there",
      ["user", "list"],
      "",
      { DATABASE_URL: "postgresql://x@127.0.0.1:1/x" },
      1,
      /cannot be reached/,
    ],
    [
      "a database without tables",
      ["user", "list"],
      "",
      { DATABASE_URL: process.env.DATABASE_URL!.replace(/[^/]*$/, "postgres") },
      1,
      /no tables of this application/,
    ],
  ])(
    "refuses %s in one clear line",
    async (_, args, input, environment, code, expected) => {
      const result = await admin(args, input, environment);
      expect(result.code).toBe(code);
      expect(result.errors.split("\n")[0]).toMatch(expected);
      expect(result.output).toBe("");
    },
    60_000,
  );

  it("keeps the last administrator", async () => {
    const { email } = await login({ role: "admin" });
    const { code, errors } = await admin(["user", "disable", "--email", email]);
    expect([code, errors]).toEqual([1, "This is the last administrator. Make somebody else one first.\n"]);
  }, 60_000);
});
