import "server-only";

export { defineJob, type Job, type RunnableJob } from "./define";
export { enqueue } from "./enqueue";
export { runDueJobs } from "./run-due-jobs";
