import type { LimitKind } from "./refusal";

export interface Pace {
  /** from the request to the first token, and to the answer of calls that are not generated token by token */
  firstTokenMs: number;
  /** of one stream; 0 for no pause at all */
  tokensPerSecond: number;
}

/** The most that passes in a window, per model. Absent kinds are not limited. */
export type Limits = Partial<Record<LimitKind, number>>;

export interface SimulatorOptions {
  /** 0, the default, takes a free one */
  port?: number;
  /** "127.0.0.1" by default: the double is not made to face a network */
  host?: string;
  /** the one key it takes, "sk-simulator" by default; also the key of the control path */
  apiKey?: string;
  firstTokenMs?: number;
  tokensPerSecond?: number;
  imageMs?: number;
  /** from the submission to the end of a video job */
  videoMs?: number;
  /** how long the address of a picture works */
  mediaLifetimeMs?: number;
  /** how long the result of a video job is kept */
  videoLifetimeMs?: number;
  /** clips are filled up to so many bytes, as long ones would have; 0 for as small as they are */
  videoBytes?: number;
  limits?: Limits;
  /** the site: prices are in its currency where the catalogue has them */
  currency?: string;
  /** what one unit of another currency is worth: prices that the catalogue has only there are converted, rounded up */
  currencyRates?: Record<string, string>;
  /** milliseconds since 1970; a test that wants expiry without waiting passes its own */
  clock?: () => number;
  /** where identifiers come from */
  randomBytes?: (size: number) => Uint8Array;
  /** where to remember what customers would miss; without one it is forgotten with the process */
  file?: string;
}

export type Settings = Required<Omit<SimulatorOptions, "file">>;

const defaults = {
  port: 0,
  host: "127.0.0.1",
  apiKey: "sk-simulator",
  firstTokenMs: 350,
  tokensPerSecond: 60,
  imageMs: 900,
  videoMs: 20_000,
  mediaLifetimeMs: 3_600_000,
  videoLifetimeMs: 600_000,
  videoBytes: 0,
  limits: { RPM: 10_000, TPM: 50_000_000, IPM: 1_000, IPD: 100_000 },
  currency: "USD",
  currencyRates: {},
} as const;

/** An option given as `undefined` takes its default too. */
export function settingsOf(options: SimulatorOptions): Settings {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  return {
    ...defaults,
    clock: () => Date.now(),
    randomBytes: (size) => crypto.getRandomValues(new Uint8Array(size)),
    ...given,
  };
}
