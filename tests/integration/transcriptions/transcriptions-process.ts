// A process of the application that writes down speech until it is killed.
import { synchroniseClock } from "@/lib/db";
import { startRunner } from "@/lib/jobs";
import { transcriptionJobs as jobs } from "@/lib/transcriptions";
import { startTurns } from "@/lib/turns";

const onError = (error: unknown) => console.error(error);
await synchroniseClock();
await startTurns(jobs, { onError });
await startRunner(jobs, { onError: (_job, error) => onError(error) });
process.stdout.write("ready\n");
