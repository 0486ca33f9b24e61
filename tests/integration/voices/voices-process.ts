// A process of the application that looks after voices until it is killed.
import { synchroniseClock } from "@/lib/db";
import { startRunner } from "@/lib/jobs";
import { voiceJobs } from "@/lib/voices";

await synchroniseClock();
await startRunner(voiceJobs, { onError: (_job, error) => console.error(error) });
process.stdout.write("ready\n");
