import { catalogue, type CatalogueModel } from "./catalogue";
import { Faults } from "./faults";
import { Journal } from "./journal";
import { Ledger } from "./ledger";
import { RateLimits } from "./limits";
import type { ClipSize } from "./media/clip";
import { MediaStore, type Media } from "./media/store";
import { settingsOf, type Pace, type Settings, type SimulatorOptions } from "./options";
import { unknownModel } from "./refusal";
import { RequestLog } from "./request-log";
import { TimerWheel } from "./wheel";

export interface VideoJob {
  traceId: string;
  model: CatalogueModel;
  prompt: string;
  size: ClipSize;
  seed: number;
  /** milliseconds since 1970 */
  submittedAt: number;
  readyAt: number;
  /** why it failed, if it is to */
  failure: string | undefined;
  /** part of the address of the result, once it is there */
  token: string | undefined;
  isBilled: boolean;
}

export interface Voice {
  uri: string;
  model: string;
  customName: string;
  text: string;
}

/**
 * Everything one running double knows and remembers. What it owes its customers outlives the process where it has a file:
 * voices, clips that are being made, addresses of results, what was billed. Its settings and faults do not.
 */
export class World {
  readonly settings: Settings;
  readonly wheel = new TimerWheel();
  readonly faults = new Faults();
  readonly requests = new RequestLog();
  readonly limits: RateLimits;
  readonly ledger: Ledger;
  readonly media: MediaStore;
  /** by `requestId` */
  readonly videos: Map<string, VideoJob>;
  /** by `uri` */
  readonly voices: Map<string, Voice>;
  readonly paces = new Map<string, Partial<Pace>>();
  /** starts of conversations that were seen, by model: what a provider's prompt cache would hold */
  readonly promptCache = new Map<string, number>();
  /** status of the answer when there is no money left: 403, on some models 402 */
  noFundsStatus = 403;
  /** `/user/info` is gone on one of the two sites */
  userInfoGone = false;
  /** one of the two sites does not write down speech */
  transcriptionsMissing = false;
  /** what every recording says; made up for each where unset */
  transcript: string | undefined;
  /** newer answers say when what was said */
  transcriptSegments = false;
  /** how the list of voices is called in its answer: the documentation has both */
  voiceListField: "results" | "result" = "results";
  /** address of this server, known once it listens */
  origin = "";
  /** how far its time is ahead of its clock */
  aheadMs = 0;
  readonly journal: Journal;
  private readonly models = new Map<string, CatalogueModel>();

  /** @throws the system's error where the file to remember in cannot be had */
  constructor(options: SimulatorOptions) {
    this.settings = settingsOf(options);
    const { clock } = this.settings;
    this.settings.clock = () => clock() + this.aheadMs;
    this.limits = new RateLimits(this.settings.limits, this.settings.clock);
    this.journal = new Journal(options.file);
    this.videos = this.journal.table("videos");
    this.voices = this.journal.table("voices");
    this.ledger = new Ledger(this.journal, this.settings.currency, this.settings.clock, this.settings.currencyRates);
    this.media = new MediaStore(this.journal.table<Media>("media"), this.settings.clock);
    this.restoreModels();
  }

  now(): number {
    return this.settings.clock();
  }

  listModels(): CatalogueModel[] {
    return [...this.models.values()];
  }

  /**
   * A model that is served now.
   * @param kinds the `subType`s the endpoint is for; a model of another kind does not exist there
   * @throws Refusal 400, code 20012
   */
  requireModel(id: string, ...kinds: string[]): CatalogueModel {
    const model = this.models.get(id);
    if (!model || (kinds.length > 0 && !kinds.includes(model.subType))) throw unknownModel();
    return model;
  }

  addModel(model: CatalogueModel): void {
    this.models.set(model.id, model);
  }

  retireModel(id: string): boolean {
    return this.models.delete(id);
  }

  restoreModels(): void {
    this.models.clear();
    for (const model of catalogue) if (model.served) this.models.set(model.id, model);
  }

  paceOf(model: string): Pace {
    const { firstTokenMs, tokensPerSecond } = this.settings;
    return { firstTokenMs, tokensPerSecond, ...this.paces.get("*"), ...this.paces.get(model) };
  }

  /** An identifier nobody can guess. */
  newToken(size = 16): string {
    return Buffer.from(this.settings.randomBytes(size)).toString("hex");
  }
}
