import type { Prepared } from "./prepare";
import type { Settings } from "./settings";

/** The last words of a start: where it is, how to get in, and who answers. */
export function announce(settings: Settings, { setupLink }: Prepared): void {
  const { APP_URL, SILICONFLOW_BASE_URL, SILICONFLOW_API_KEY } = settings.environment;
  const provider = settings.simulated
    ? "Provider: simulated (set SILICONFLOW_API_KEY in .env for the real one)"
    : `Provider: ${SILICONFLOW_BASE_URL}${SILICONFLOW_API_KEY ? "" : " (SILICONFLOW_API_KEY is not set)"}`;
  const lines = ["", `Silica is ready at ${APP_URL}`];
  if (setupLink) lines.push(`Create the first administrator with this link, which works once: ${setupLink}`);
  lines.push(provider, "Ctrl-C stops it.", "");
  process.stdout.write(lines.map((line) => (line ? `  ${line}\n` : "\n")).join(""));
}
