const firstWaitMs = 500;
const longestWaitMs = 10_000;
const patienceMs = 120_000;

/**
 * Loads a part of the page that comes later. While the server does not hand it out, since it is restarting or the line
 * is down, it is asked for again instead of failing the whole page.
 */
export async function untilLoaded<Module>(load: () => Promise<Module>): Promise<Module> {
  const since = performance.now();
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    try {
      return await load();
    } catch (error) {
      const isMissing = error instanceof Error && error.name === "ChunkLoadError";
      if (!isMissing || performance.now() - since > patienceMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
}
