import "server-only";

export { checkpointAll } from "./checkpoint-all";
export { deleteConversation } from "./delete-conversation";
export { drainGenerations } from "./drain-generations";
export { findConversation } from "./find-conversation";
export { findDraft } from "./find-draft";
export { followGeneration, type FollowedGeneration, type FollowGenerationInput } from "./follow-generation";
export { listConversations } from "./list-conversations";
export { listMessages } from "./list-messages";
export { purgeDeleted } from "./purge-deleted";
export { restoreConversation } from "./restore-conversation";
export { saveDraft } from "./save-draft";
export { startGeneration, type StartedGeneration } from "./start-generation";
export { stopGeneration } from "./stop-generation";
export { sweepGenerations } from "./sweep-generations";
export { updateConversation } from "./update-conversation";
