// A launcher of its own process, for tests that kill one: opens the database of the folder, says so, and waits.
import { openEmbeddedDatabase } from "@/lib/db/embedded";

const { url } = await openEmbeddedDatabase({ folder: process.argv[2]! });
process.stdout.write(`${url}\n`);
setInterval(() => {}, 60_000);
