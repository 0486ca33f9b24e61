export function step(
  name: string,
  work: (progress: (words: string) => void) => Promise<string | void> | string | void,
): Promise<void>;
