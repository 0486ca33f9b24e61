// `npm run seed -- <scenario>`: named data to look at, try and measure.
import { isAppError } from "@/lib/core";
import { synchroniseClock, systemContext, type Context } from "@/lib/db";
import { seedDemo } from "@/prisma/seed/demo";
import { seedLarge } from "@/prisma/seed/large";
import { seedLibrary } from "@/prisma/seed/library";
import { withDatabase } from "./environment";
import { wordsOf } from "./launch/failure";

const scenarios: Record<string, { about: string; seed: (ctx: Context) => Promise<string[]> }> = {
  demo: { about: "an administrator and a member, conversations, 30 days of usage", seed: (ctx) => seedDemo(ctx) },
  large: { about: "a member with 100,000 conversations", seed: (ctx) => seedLarge(ctx) },
  library: { about: "a member with 20,000 pictures, clips and files", seed: (ctx) => seedLibrary(ctx) },
};

const name = process.argv[2] ?? "";
const scenario = Object.hasOwn(scenarios, name) ? scenarios[name] : undefined;
if (!scenario) {
  const list = Object.entries(scenarios).map(([title, { about }]) => `  ${title.padEnd(8)}${about}`);
  process.stderr.write(`Usage: npm run seed -- <scenario>\n\n${list.join("\n")}\n`);
  process.exit(2);
}
try {
  const lines = await withDatabase(async () => {
    await synchroniseClock();
    return scenario.seed(systemContext());
  });
  for (const line of lines) console.log(line);
} catch (error) {
  console.error(isAppError(error) ? error.message : wordsOf(error));
  process.exit(1);
}
