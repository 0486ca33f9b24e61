export const benchModes = ["fim", "prefix", "json", "tools"] as const;
export type BenchMode = (typeof benchModes)[number];
