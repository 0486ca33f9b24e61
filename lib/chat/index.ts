import "server-only";

export { arrangeConversations } from "./arrange-conversations";
export { checkpointAll } from "./checkpoint-all";
export { decideCall } from "./decide-call";
export { deleteConversation } from "./delete-conversation";
export { drainGenerations } from "./drain-generations";
export { findConversation } from "./find-conversation";
export { findDraft } from "./find-draft";
export { createFolder, deleteFolder, findFolder, listFolders, updateFolder } from "./folders";
export { followGeneration, type FollowedGeneration, type FollowGenerationInput } from "./follow-generation";
export { listConversations } from "./list-conversations";
export { listMessages } from "./list-messages";
export { purgeDeleted } from "./purge-deleted";
export { restoreConversation } from "./restore-conversation";
export { saveDraft } from "./save-draft";
export { searchMessages } from "./search/search-messages";
export { startGeneration, type StartedGeneration } from "./start-generation";
export { stopGeneration } from "./stop-generation";
export { sweepGenerations } from "./sweep-generations";
export { updateConversation } from "./update-conversation";
// What any other maker of streamed, paid answers needs as well.
export { digestOf } from "./digest";
export { missingAnswer, outcomeOf, toMessageFailure } from "./failure";
export { toReceipt } from "./receipt";
export { calibration, closingOf, type CallEnd, type Tokens } from "./settlement";
export { untilWritten } from "./until-written";
export { watchSession } from "./watch-session";
