// `npm run admin -- …`: what an operator does to accounts from the server's shell.
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import type { z } from "zod";
import { createSetupLink, createUser, findPersonByEmail, listPeople, resetPassword, updatePerson } from "@/lib/auth";
import { CreateUserInput, Email, ResetPasswordInput, type Person } from "@/lib/auth/schema";
import { isAppError } from "@/lib/core";
import { synchroniseClock, systemContext } from "@/lib/db";
import { EmbeddedDatabaseError } from "@/lib/db/embedded";
import { env, EnvironmentError } from "@/lib/env";
import { checkStorage, reconcileStorage } from "@/lib/storage";
import type { StorageCheckInput } from "@/lib/storage/schema";
import { withDatabase } from "./environment";
import { describeCheck } from "./describe-check";
import { LaunchError } from "./launch/failure";

const USAGE = `Usage: npm run admin -- <command>

  user create --email E --role admin|member [--name N] --password-stdin
  user list
  user password --email E --password-stdin      sets a new password and ends every session
  user disable --email E
  user enable --email E
  setup-link      prints a one-time link that creates an administrator
  storage check   compares files and what is known of them, and changes nothing
  storage repair [--insist]
                  the same, marks what is missing and removes strays; with --insist also where so much differs that the
                  storage might be the wrong one
`;

/** The command line itself is wrong. */
class UsageError extends Error {}

const options = {
  email: { type: "string" },
  role: { type: "string" },
  name: { type: "string" },
  "password-stdin": { type: "boolean" },
  insist: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;
type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>["values"];

/** Each command names the options it knows. */
const commands: Record<string, { takes: (keyof Values)[]; run: (values: Values) => Promise<void> }> = {
  "user create": { takes: ["email", "role", "name", "password-stdin"], run: create },
  "user list": { takes: [], run: list },
  "user password": { takes: ["email", "password-stdin"], run: setPassword },
  "user disable": { takes: ["email"], run: (values) => setDisabled(values, true) },
  "user enable": { takes: ["email"], run: (values) => setDisabled(values, false) },
  "setup-link": { takes: [], run: setupLink },
  "storage check": { takes: [], run: () => compareFiles({ repair: false }) },
  "storage repair": { takes: ["insist"], run: ({ insist = false }) => compareFiles({ repair: true, insist }) },
};

async function create(values: Values): Promise<void> {
  const input = checked(CreateUserInput, {
    email: values.email,
    role: values.role,
    password: await readPassword(values),
    ...(values.name === undefined ? {} : { name: values.name }),
  });
  const account = await onDatabase(() => createUser(systemContext(), input));
  print(`Created ${account.role} ${account.email}.`);
}

async function setPassword(values: Values): Promise<void> {
  const input = checked(ResetPasswordInput, { email: values.email, password: await readPassword(values) });
  await onDatabase(() => resetPassword(systemContext(), input));
  print(`Set a new password for ${input.email} and ended every session.`);
}

async function readPassword(values: Values): Promise<string> {
  if (!values["password-stdin"]) throw new UsageError("Give the password on standard input, with --password-stdin.");
  return (await text(process.stdin)).replace(/\r?\n$/, "");
}

function checked<Input>(schema: z.ZodType<Input>, values: object): Input {
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  throw new UsageError(parsed.error.issues.map(({ path, message }) => `--${path.join(".")}: ${message}`).join("\n"));
}

async function list(): Promise<void> {
  const people: Person[] = [];
  await onDatabase(async () => {
    let cursor: string | undefined;
    do {
      const page = await listPeople(systemContext(), { limit: 100, ...(cursor ? { cursor } : {}) });
      people.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
  });
  const rows = people.map(({ email, role, disabled, createdAt, lastSeenAt }) => [
    email,
    role,
    disabled ? "disabled" : "active",
    createdAt.slice(0, 10),
    lastSeenAt?.slice(0, 16).replace("T", " ") ?? "never",
  ]);
  printTable([["E-MAIL", "ROLE", "STATE", "CREATED", "LAST SEEN"], ...rows]);
}

async function setDisabled(values: Values, disabled: boolean): Promise<void> {
  const email = Email.safeParse(values.email);
  if (!email.success) throw new UsageError("Name the person with --email.");
  await onDatabase(async () => {
    const { id } = await findPersonByEmail(systemContext(), email.data);
    await updatePerson(systemContext(), { id, disabled });
  });
  print(`${disabled ? "Disabled" : "Enabled"} ${email.data}.`);
}

async function setupLink(): Promise<void> {
  const { url, expiresAt } = await onDatabase(() => createSetupLink(systemContext(), { again: true }));
  print(`${url}\nIt works once, until ${expiresAt}.`);
}

async function compareFiles(input: StorageCheckInput): Promise<void> {
  const { found, trouble } = await onDatabase(async () => {
    const trouble = await checkStorage(env());
    return trouble ? { trouble } : { found: await reconcileStorage(systemContext(), input) };
  });
  if (!found) throw new LaunchError(trouble!);
  print(describeCheck(found));
  if (found.doubtful && !found.repaired) process.exitCode = 1;
}

function onDatabase<Result>(work: () => Promise<Result>): Promise<Result> {
  return withDatabase(async () => {
    await synchroniseClock();
    return work();
  });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function printTable(rows: string[][]): void {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  for (const row of rows)
    print(
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join("  ")
        .trimEnd(),
    );
}

/** By what Prisma's adapter and the driver itself call it. */
const adviceBySign = new Map(
  Object.entries({
    "The database has no tables of this application yet. Start the server once, then try again.": [
      "TableDoesNotExist",
      "42P01",
    ],
    "The database of DATABASE_URL cannot be reached.": ["DatabaseNotReachable", "DatabaseConnectionError"],
    "The database that DATABASE_URL names does not exist.": ["DatabaseDoesNotExist", "3D000"],
    "The database refuses the user or password of DATABASE_URL.": ["AuthenticationFailed", "28P01"],
  }).flatMap(([advice, signs]) => signs.map((sign) => [sign, advice] as const)),
);

/** One line for who must act; the whole error only for what nobody foresaw. */
function explain(error: unknown): string {
  const foreseen = [EnvironmentError, EmbeddedDatabaseError, LaunchError].some((kind) => error instanceof kind);
  if (isAppError(error) || foreseen) return (error as Error).message;
  const { name, code, meta } = error as Partial<Record<"name" | "code", string>> & {
    meta?: { driverAdapterError?: { cause?: { kind?: string } } };
  };
  const sign = [meta?.driverAdapterError?.cause?.kind, code, name].find((sign) => adviceBySign.has(sign ?? ""));
  if (sign) return adviceBySign.get(sign)!;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function parse(): { run: () => Promise<void> } {
  const { values, positionals } = (() => {
    try {
      return parseArgs({ options, allowPositionals: true });
    } catch (error) {
      throw new UsageError(error instanceof Error ? error.message : String(error));
    }
  })();
  if (values.help) return { run: async () => print(USAGE) };
  const name = positionals.join(" ");
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new UsageError(name ? `There is no command "${name}".` : "Name a command.");
  const foreign = (Object.keys(values) as (keyof Values)[]).find((option) => !command.takes.includes(option));
  if (foreign) throw new UsageError(`"${name}" takes no --${foreign}.`);
  return { run: () => command.run(values) };
}

try {
  await parse().run();
} catch (error) {
  const misused = error instanceof UsageError;
  process.stderr.write(misused ? `${error.message}\n\n${USAGE}` : `${explain(error)}\n`);
  process.exitCode = misused ? 2 : 1;
}
