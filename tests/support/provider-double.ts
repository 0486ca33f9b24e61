import { afterAll, afterEach, beforeAll } from "vitest";
import { systemContext } from "@/lib/db";
import { seedCatalogue } from "@/lib/models";
import { CONTROL_HEADER, startSimulator, type Simulator, type SimulatorOptions } from "@/lib/simulator";

export type ProviderDoubleOptions = SimulatorOptions & { environment?: Record<string, string> };

/**
 * The application of one test file against a provider's double of its own, with the catalogue of models. The double
 * forgets what it was asked and told after each test; hooks added later run before that.
 */
export function providerDouble({ environment = {}, ...options }: ProviderDoubleOptions = {}) {
  let simulator: Simulator;
  const control = controlOf(() => simulator);

  beforeAll(async () => {
    simulator = await startSimulator({ firstTokenMs: 5, ...options });
    Object.assign(process.env, {
      ...{ SILICONFLOW_API_KEY: simulator.apiKey, SILICONFLOW_BASE_URL: simulator.url },
      ...{ SILICONFLOW_MEDIA_ORIGINS: simulator.origin, PROVIDER_ATTEMPTS: "1" },
      ...{ PROVIDER_FIRST_TOKEN_TIMEOUT_MS: "4000" },
      ...environment,
    });
    await seedCatalogue(systemContext());
  });
  afterEach(() => control("POST", "/reset"));
  afterAll(() => simulator.close());

  return {
    control,
    origin: () => simulator.origin,
    /** @param more `match`, `times` and what else docs/simulator.md lists */
    fault: (name: string, more: object = {}) => control("POST", "/faults", { name, ...more }),
    /** what the provider has charged */
    ledger: async <Entry>() => (await control<{ entries: Entry[] }>("GET", "/ledger")).entries,
    /** what the provider was asked */
    requests: async <Request extends { path: string }>() =>
      (await control<{ requests: Request[] }>("GET", "/requests")).requests,
  };
}

/** The control path of a double that may be started later; an answer other than success throws. */
export function controlOf(simulator: () => Simulator) {
  return async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${simulator().origin}/control${path}`, {
      method,
      headers: { [CONTROL_HEADER]: simulator().apiKey },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  };
}
