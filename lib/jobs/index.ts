import "server-only";

export { defineJob, type Job, type JobContext, type RunnableJob } from "./define";
export { enqueue, insertJob, type EnqueueOptions } from "./enqueue";
export { startLoop, type Loop } from "./start-loop";
export { startRunner, type JobRunner } from "./start-runner";
export { LeaseLost, Postpone } from "./postpone";
export { runDueJobs } from "./run-due-jobs";
export { whileHolding } from "./while-holding";
