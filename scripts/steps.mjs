// Steps with a name, progress and time, for people at a terminal and for logs.

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const NAME_WIDTH = 14;
const PATIENCE_MS = 15_000;

const seconds = (from) => `${((performance.now() - from) / 1000).toFixed(1)} s`;

/**
 * Runs one step and prints a line about it: while it goes on, on a terminal; after 15 s and at its end, elsewhere.
 * @param {string} name
 * @param {(progress: (words: string) => void) => Promise<string | void> | string | void} work
 *   resolves to what there is to say about the outcome
 */
export async function step(name, work) {
  const from = performance.now();
  const terminal = process.stdout.isTTY === true;
  const width = Math.max(40, (process.stdout.columns ?? 80) - 1);
  let words = "";
  let ticks = 0;
  const line = (mark, text) => `  ${mark} ${name.padEnd(NAME_WIDTH)} ${text}`;
  const draw = () => {
    const text = line(frames[ticks++ % frames.length], `${seconds(from)}${words ? `  ${words}` : ""}`);
    process.stdout.write(`\r\x1b[K${text.slice(0, width)}`);
  };
  const timer = terminal
    ? setInterval(draw, 100)
    : setInterval(() => console.log(line("…", `${seconds(from)}${words ? `  ${words}` : ""}`)), PATIENCE_MS);
  const finish = (mark, text) => {
    clearInterval(timer);
    if (terminal) process.stdout.write("\r\x1b[K");
    if (text !== undefined) console.log(line(mark, text));
  };
  try {
    const outcome = await work((text) => (words = text.trim()));
    finish("✓", `${outcome ? `${outcome}, ` : ""}${seconds(from)}`);
  } catch (error) {
    finish("✗", `failed after ${seconds(from)}`);
    throw error;
  }
}
