import "server-only";

export { createPrompt, deletePrompt, listPrompts, updatePrompt } from "./prompts";
