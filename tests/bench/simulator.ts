import { startSimulator } from "@/lib/simulator";

/** The provider's double in a process of its own, so that its work is not counted as ours. Prints where it is. */
const { origin, url, apiKey } = await startSimulator(
  JSON.parse(process.argv[2] ?? "{}") as Parameters<typeof startSimulator>[0],
);
console.log(JSON.stringify({ origin, url, apiKey }));
