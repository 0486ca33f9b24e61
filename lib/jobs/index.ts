import "server-only";

export { defineJob, type JobDefinition } from "./define";
export { enqueue } from "./enqueue";
export { runDueJobs } from "./run-due-jobs";
