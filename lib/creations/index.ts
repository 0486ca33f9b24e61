import "server-only";
import type { RunnableJob } from "@/lib/jobs";
import { captureOutput } from "./capture-output";

export { beginCall, type BegunCall } from "./begin-call";
export { CallPayload } from "./call-job";
export { cancelCreation } from "./cancel-creation";
export { failCall } from "./fail-call";
export { accountDisabled, lost, outcomeOf, toCreationFailure } from "./failure";
export { findCreation } from "./find-creation";
export { findMadeCreation } from "./find-made-creation";
export { followCreations } from "./follow-creations";
export { hideCreation } from "./hide-creation";
export { keepOutputs, type KeepOutputsInput } from "./keep-outputs";
export { listCreations } from "./list-creations";
export { loseCall } from "./lose-call";
export { openCreation, type OpenCreationInput, type PlannedCall } from "./open-creation";
export { addCall, type AddCallInput } from "./add-call";
export { attachOutput } from "./attach-output";
export { listenFor } from "./listeners";
export { toReceipt } from "./receipt";
export { returnCall } from "./return-call";
export { endHeard, finishCall, hearCall, type HeardEnd } from "./hear-call";
export { runCall, submitCall } from "./submit-call";
export { sweepCreations } from "./sweep-creations";
export { waitForCreation } from "./wait-for-creation";

/** What this module has done in the background. */
export const creationJobs: readonly RunnableJob[] = [captureOutput];
