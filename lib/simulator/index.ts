import { once } from "node:events";
import type { Server } from "node:http";
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
 * Starts an HTTP double of the provider. It makes no outward connection, needs no key but the one it is given, and keeps
 * everything in memory, and in a file what is to outlive it.
 * @throws the system's error where the port or the file cannot be had
 * @see docs/simulator.md for what it does and how it is steered
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const world = new World(options);
  const { host, port, apiKey } = world.settings;
  const server = createProviderServer(world);
  const places = world.journal.table<number>("places");
  // Addresses that were given out go on working where the port is still to be had.
  const bound = port === 0 ? await listen(server, host, places.get("port") ?? 0, 0) : await listen(server, host, port);
  places.set("port", bound.port);
  const origin = `http://${bound.family === "IPv6" ? `[${bound.address}]` : bound.address}:${bound.port}`;
  world.origin = origin;
  return {
    url: `${origin}/v1`,
    origin,
    apiKey,
    close: () =>
      new Promise((resolve) => {
        world.wheel.stop();
        server.close(() => {
          world.journal.close();
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** @param ports tried in their order */
async function listen(server: Server, host: string, port: number, ...ports: number[]): Promise<AddressInfo> {
  try {
    server.listen(port, host);
    await once(server, "listening");
    return server.address() as AddressInfo;
  } catch (error) {
    const [next, ...others] = ports;
    if (next === undefined) throw error;
    return listen(server, host, next, ...others);
  }
}
