// `npm run simulator -- [--port 4010] [--host 127.0.0.1] [--key sk-simulator] [--currency USD] [--rates CNY=0.14]
// [--file memory.jsonl]`: the provider's double by itself.
import { parseArgs } from "node:util";
import { startSimulator } from "@/lib/simulator";
import type { SimulatorReady } from "./launch/provider";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "4010" },
    host: { type: "string", default: "127.0.0.1" },
    key: { type: "string" },
    currency: { type: "string" },
    rates: { type: "string", default: "" },
    file: { type: "string" },
  },
});

try {
  const { port, host, key, currency, rates, file } = values;
  const simulator = await startSimulator({
    port: Number(port),
    host,
    currencyRates: Object.fromEntries(rates.split(",").flatMap((rate) => (rate ? [rate.split("=")] : []))),
    ...(currency !== undefined && { currency }),
    ...(key !== undefined && { apiKey: key }),
    ...(file !== undefined && { file }),
  });
  const end = () => void simulator.close().then(() => process.exit(0));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, end);
  const { url, origin, apiKey } = simulator;
  if (process.send) {
    process.on("disconnect", end);
    process.send({ url, origin, apiKey, port: Number(new URL(origin).port) } satisfies SimulatorReady);
  } else {
    console.log(`SILICONFLOW_BASE_URL=${url}\nSILICONFLOW_API_KEY=${apiKey}\nSILICONFLOW_MEDIA_ORIGINS=${origin}`);
  }
} catch (error) {
  console.error(`The simulator cannot start on ${values.host}:${values.port}: ${(error as Error).message}`);
  process.exit(1);
}
