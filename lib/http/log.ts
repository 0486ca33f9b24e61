import { env } from "@/lib/env";

const levels = { debug: 10, info: 20, warn: 30, error: 40 } as const;

/**
 * One line of JSON on standard error. Fields are ids, sizes, times and codes, never prompts, keys or addresses.
 * Of an error its name, the last line of its message and its stack are kept: before that line Prisma quotes the
 * arguments of the failed call, which are people's words and addresses.
 */
export function log(level: keyof typeof levels, message: string, fields: Record<string, unknown> = {}): void {
  if (levels[level] < levels[env().LOG_LEVEL]) return;
  const entry = { at: new Date().toISOString(), level, message, ...fields };
  process.stderr.write(
    `${JSON.stringify(entry, (_, value: unknown) => (value instanceof Error ? describe(value) : value))}\n`,
  );
}

function describe(error: Error): object {
  return {
    name: error.name,
    message: (error.message.trim().split("\n").at(-1) ?? "").slice(0, 500),
    stack: error.stack
      ?.split("\n")
      .map((line) => line.trim())
      .filter((line) => line.startsWith("at "))
      .slice(0, 7),
  };
}
