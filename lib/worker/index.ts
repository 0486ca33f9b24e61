import "server-only";

export { jobs } from "./jobs";
export { runAllDue } from "./run-all-due";
export { startWorker } from "./start-worker";
