// A process of the application that makes pictures until it is killed.
import { creationJobs } from "@/lib/creations";
import { synchroniseClock } from "@/lib/db";
import { imageJobs } from "@/lib/images";
import { startRunner } from "@/lib/jobs";
import { startTurns } from "@/lib/turns";

const jobs = [...imageJobs, ...creationJobs];
const onError = (error: unknown) => console.error(error);
await synchroniseClock();
await startTurns(jobs, { onError });
await startRunner(jobs, { onError: (_job, error) => onError(error) });
process.stdout.write("ready\n");
