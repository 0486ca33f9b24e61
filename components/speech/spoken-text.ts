import { keepDraft, readDraft } from "@/components/creations/drafts";
import { planSpeech, type SpeechModel, type SpeechPlan } from "@/lib/speech/schema";

const keepAfterMs = 400;
/** From this length on the figures follow a moment later, so that no key has to wait for them. */
const longText = 10_000;
const calmMs = 120;

type Planned = Pick<SpeechModel, "id" | "instructions" | "dialogue" | "maxCharacters">;

/**
 * The text of the form, outside of React: a key that is pressed in a long text changes the field alone. What is counted
 * and what it costs is drawn afterwards, in one go for many keys.
 */
export class SpokenText {
  private text: string | undefined;
  private settling: ReturnType<typeof setTimeout> | undefined;
  private keeping: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();
  private planned: { version: number; model: string; instruction: string; plan: SpeechPlan } | undefined;
  /** changes once the figures should be drawn anew */
  private version = 0;
  private field: HTMLTextAreaElement | null = null;

  constructor(private readonly name: string) {}

  get(): string {
    return (this.text ??= readDraft(this.name, (kept) => (typeof kept === "string" ? kept : undefined)) ?? "");
  }

  set(text: string): void {
    this.text = text;
    this.settling ??= setTimeout(this.settle, text.length < longText ? 0 : calmMs);
    clearTimeout(this.keeping);
    this.keeping = setTimeout(this.keep, keepAfterMs);
  }

  /** What was kept goes into the field, unless something was typed before the page was alive. */
  attach(field: HTMLTextAreaElement): () => void {
    this.field = field;
    if (field.value) this.set(field.value);
    else field.value = this.get();
    this.settle();
    return () => {
      this.field = null;
    };
  }

  focus(): void {
    this.field?.focus();
  }

  /** Another text, in the field as well. */
  replace(text: string): void {
    if (this.field) this.field.value = text;
    this.set(text);
  }

  /** Where the cursor is, in the place of what is selected. */
  insert(mark: string): void {
    const { field } = this;
    if (!field) return;
    field.focus();
    field.setRangeText(mark, field.selectionStart, field.selectionEnd, "end");
    this.set(field.value);
  }

  private readonly settle = (): void => {
    clearTimeout(this.settling);
    this.settling = undefined;
    this.version++;
    for (const listener of this.listeners) listener();
  };

  readonly getVersion = (): number => this.version;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    addEventListener("pagehide", this.keep);
    return () => {
      this.listeners.delete(listener);
      removeEventListener("pagehide", this.keep);
      this.keep();
    };
  };

  /** The calls that would speak it; undefined where it is longer than may be spoken. */
  plan(model: Planned, instruction: string): SpeechPlan | undefined {
    const text = this.get();
    if (text.length > model.maxCharacters) return undefined;
    const { version, planned } = this;
    if (planned?.version === version && planned.model === model.id && planned.instruction === instruction)
      return planned.plan;
    const plan = planSpeech(model, { text, instruction });
    this.planned = { version, model: model.id, instruction, plan };
    return plan;
  }

  private readonly keep = () => {
    if (this.keeping === undefined) return;
    clearTimeout(this.keeping);
    this.keeping = undefined;
    keepDraft(this.name, this.text);
  };
}
