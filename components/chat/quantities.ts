/** A count in few characters: 412, 1.3k, 128k, 1.2M. */
export function shortCount(count: number): string {
  if (count < 1_000) return String(count);
  if (count < 999_500) return `${trim(count / 1_000)}k`;
  return `${trim(count / 1_000_000)}M`;
}

function trim(value: number): string {
  return value < 10 ? (Math.round(value * 10) / 10).toString() : Math.round(value).toString();
}

/** A span of time in few characters: 0.4 s, 3.1 s, 42 s, 2 min 5 s. */
export function shortDuration(ms: number): string {
  const seconds = ms / 1_000;
  if (seconds < 9.95) return `${Math.max(0.1, seconds).toFixed(1)} s`;
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** A span of time in whole seconds: what people say of thinking. */
export function wholeSeconds(ms: number): string {
  return ms < 59_500 ? `${Math.max(1, Math.round(ms / 1_000))} s` : shortDuration(ms);
}

/** The last part of a model's id, which is what people call it: "deepseek-ai/DeepSeek-V3" is "DeepSeek-V3". */
export function shortModelName(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}
