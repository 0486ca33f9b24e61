// A process of the application that speaks until it is killed.
import { creationJobs } from "@/lib/creations";
import { synchroniseClock } from "@/lib/db";
import { startRunner } from "@/lib/jobs";
import { speechJobs } from "@/lib/speech";
import { startTurns } from "@/lib/turns";

const jobs = [...speechJobs, ...creationJobs];
const onError = (error: unknown) => console.error(error);
await synchroniseClock();
await startTurns(jobs, { onError });
await startRunner(jobs, { onError: (_job, error) => onError(error) });
process.stdout.write("ready\n");
