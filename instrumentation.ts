/** Runs once when a server process starts, before its first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startWorker } = await import("@/lib/worker");
  const { directRoutes } = await import("@/app/api/direct-routes");
  const { registerTransport } = await import("@/lib/http");
  registerTransport(directRoutes);
  await startWorker();
}
