import "server-only";

export { jobs } from "./jobs";
export { runAllDue } from "./run-all-due";
export { discardSetAsideJob, listSetAsideJobs, retrySetAsideJob } from "./set-aside-jobs";
export { startWorker } from "./start-worker";
