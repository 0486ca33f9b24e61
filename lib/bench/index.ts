import "server-only";

export { deleteRun } from "./delete-run";
export { drainRuns } from "./drain-runs";
export { findRun } from "./find-run";
export { followRun } from "./follow-run";
export { listRuns } from "./list-runs";
export { deletePreset, listPresets, savePreset } from "./presets";
export { startRun } from "./start-run";
export { stopRun } from "./stop-run";
export { sweepRuns } from "./sweep-runs";
