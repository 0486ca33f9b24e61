import type { AddressInfo } from "node:net";
import type { SimulatorOptions } from "./options";
import { createProviderServer } from "./server";
import { World } from "./world";

export { CONTROL_HEADER } from "./control";
export { faultNames, type FaultName } from "./faults";
export type { SimulatorOptions } from "./options";

export interface Simulator {
  /** base address of the API: origin and version */
  url: string;
  /** where generated media is fetched from, and below which the control path lies */
  origin: string;
  apiKey: string;
  /** ends every connection and stops listening */
  close(): Promise<void>;
}

/**
 * Starts an HTTP double of the provider. It keeps everything in memory, makes no outward connection, and needs no key but
 * the one it is given.
 * @throws the system's error where the port cannot be had
 * @see docs/simulator.md for what it does and how it is steered
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const world = new World(options);
  const { host, port, apiKey } = world.settings;
  const server = createProviderServer(world);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const bound = server.address() as AddressInfo;
  const origin = `http://${bound.family === "IPv6" ? `[${bound.address}]` : bound.address}:${bound.port}`;
  world.origin = origin;
  return {
    url: `${origin}/v1`,
    origin,
    apiKey,
    close: () =>
      new Promise((resolve) => {
        world.wheel.stop();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
