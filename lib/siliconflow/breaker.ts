import { isProviderError, ProviderError } from "./errors";
import { abortError, type Settings } from "./settings";

/** Failures in a row, with no answer between them, after which a circuit counts as down. */
const failuresToOpen = 5;
/** How long a call waits for the outcome of another's probe before it shares the last failure. */
const patienceMs = 5_000;

type BreakerSettings = Pick<Settings, "now" | "random" | "sleep" | "probeIntervalMs" | "mayProbe">;
type Verdict = "answered" | "failed" | "untold";

/**
 * Keeps an outage from becoming a stampede, in both directions: while the circuit is down at most one call per
 * interval, in all processes together, goes out to see whether it is back; the others wait for that call's outcome and
 * share its failure, or follow it spread over a second.
 */
class Circuit {
  #failures = 0;
  #last: ProviderError | undefined;
  #nextProbeAt = 0;
  #probe: Promise<Verdict> | undefined;

  constructor(
    private readonly settings: BreakerSettings,
    private readonly name: string,
  ) {}

  get idle(): boolean {
    return this.#failures === 0 && !this.#probe;
  }

  /**
   * Lets a call through, at once or when the circuit is back.
   * @returns what to call with the call's verdict
   * @throws ProviderError like the one that showed the outage, with outcome `refused`: nothing was sent
   */
  async enter(signal?: AbortSignal): Promise<(verdict: Verdict, error?: ProviderError) => void> {
    const { now, sleep, random, probeIntervalMs, mayProbe } = this.settings;
    const givesUpAt = now() + patienceMs;
    while (this.#failures >= failuresToOpen) {
      if (signal?.aborted) throw abortError(signal);
      if (this.#probe) {
        const verdict = await Promise.race([this.#probe, sleep(Math.max(0, givesUpAt - now()), signal)]);
        if (verdict === "answered") await sleep(Math.round(random() * 1_000), signal);
        else if (verdict !== "untold") throw shared(this.#last, probeIntervalMs);
      } else if (now() < this.#nextProbeAt) {
        if (now() >= givesUpAt) throw shared(this.#last, probeIntervalMs);
        await sleep(this.#nextProbeAt - now(), signal);
      } else {
        const leave = this.#startProbe();
        if (await mayProbe(this.name)) return leave;
        leave("untold");
      }
    }
    return (verdict, error) => this.#record(verdict, error);
  }

  #startProbe(): (verdict: Verdict, error?: ProviderError) => void {
    this.#nextProbeAt = this.settings.now() + this.settings.probeIntervalMs;
    let settle: (verdict: Verdict) => void = () => undefined;
    this.#probe = new Promise((resolve) => (settle = resolve));
    return (verdict, error) => {
      this.#probe = undefined;
      this.#record(verdict, error);
      settle(verdict);
    };
  }

  #record(verdict: Verdict, error: ProviderError | undefined): void {
    if (verdict === "answered") this.#failures = 0;
    if (verdict !== "failed") return;
    this.#failures += 1;
    this.#last = error;
    if (this.#failures === failuresToOpen) this.#nextProbeAt = this.settings.now() + this.settings.probeIntervalMs;
  }
}

/** One circuit for the way to the provider and one for each model, since an overloaded model says nothing of others. */
export class Breaker {
  readonly #way: Circuit;
  readonly #models = new Map<string, Circuit>();

  constructor(private readonly settings: BreakerSettings) {
    this.#way = new Circuit(settings, "way");
  }

  /** @throws ProviderError while the provider or the model is down and someone else is finding out whether it is back */
  async enter(model: string | undefined, signal?: AbortSignal): Promise<Passage> {
    const leaveWay = await this.#way.enter(signal);
    if (model === undefined) return new Passage(leaveWay);
    let circuit = this.#models.get(model);
    if (!circuit) this.#models.set(model, (circuit = new Circuit(this.settings, `model:${model}`)));
    try {
      const leaveModel = await circuit.enter(signal);
      return new Passage(leaveWay, (verdict, error) => {
        leaveModel(verdict, error);
        if (circuit.idle) this.#models.delete(model);
      });
    } catch (error) {
      leaveWay("untold");
      throw error;
    }
  }
}

/** A call under way; told once how it went. */
export class Passage {
  #told = false;
  constructor(
    private readonly way: (verdict: Verdict, error?: ProviderError) => void,
    private readonly model: (verdict: Verdict, error?: ProviderError) => void = () => undefined,
  ) {}

  /** An answer came, if only a refusal. */
  answered(): void {
    this.#tell("answered", "answered");
  }

  failed(error: unknown): void {
    if (!isProviderError(error)) return this.#tell("untold", "untold");
    if (
      error.status === 502 ||
      ((error.reason === "unreachable" || error.reason === "timeout_connect") && !error.status)
    )
      return this.#tell("failed", "untold", error);
    if (error.status >= 500) return this.#tell("answered", "failed", error);
    return error.status === 0 ? this.#tell("untold", "untold") : this.#tell("answered", "answered");
  }

  #tell(way: Verdict, model: Verdict, error?: ProviderError): void {
    if (this.#told) return;
    this.#told = true;
    this.way(way, error);
    this.model(model, error);
  }
}

function shared(last: ProviderError | undefined, retryAfterMs: number): ProviderError {
  return new ProviderError({
    reason: last?.reason ?? "unreachable",
    status: last?.status ?? 0,
    ...(last?.providerCode !== undefined && { providerCode: last.providerCode }),
    retryable: false,
    outcome: "refused",
    retryAfterMs,
  });
}
