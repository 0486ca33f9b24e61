/** Ready words on how to speak. Each is written in the language in which the model was shown it. */
export const emotions = [
  "happy",
  "sad",
  "angry",
  "surprised",
  "fearful",
  "calm",
  "gentle",
  "serious",
  "excited",
] as const;
export const manners = ["whisper", "slow", "fast", "story", "news"] as const;
export const dialects = ["cantonese", "sichuan", "shanghai", "zhengzhou", "changsha", "tianjin"] as const;

export type ReadyInstruction = (typeof emotions)[number] | (typeof manners)[number] | (typeof dialects)[number];

export const readyGroups = { emotions, manners, dialects } as const;

/** What is sent: the dialects are Chinese ones, and asked for in Chinese. */
export const dialectWords: Record<(typeof dialects)[number], string> = {
  cantonese: "用粤语说这句话",
  sichuan: "用四川话说这句话",
  shanghai: "用上海话说这句话",
  zhengzhou: "用郑州话说这句话",
  changsha: "用长沙话说这句话",
  tianjin: "用天津话说这句话",
};
