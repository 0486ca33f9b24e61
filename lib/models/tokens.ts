/** Filled below. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / 3);
}
export interface PromptMessage {
  role: string;
  text: string;
}
export function estimatePromptTokens(messages: readonly PromptMessage[]): number {
  return messages.reduce((total, { text }) => total + estimateTokens(text) + 4, 3);
}
