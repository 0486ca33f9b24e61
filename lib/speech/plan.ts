import type { SpeechSettings } from "./input";
import { promptMarker, type SpeechModel } from "./model";
import { isDialogue, splitDialogue } from "./split-dialogue";
import { splitText } from "./split-text";
import { utf8Bytes } from "./utf8";

/** Of one call: as much as is comfortably heard before the next is asked for, and repeated when it fails. */
export const partCharacters = 1_500;

/** One call of the provider. */
export interface PlannedSpeechPart {
  /** what is spoken */
  text: string;
  /** of everything that is sent to be spoken, the instruction included: what is paid */
  bytes: number;
}

export interface SpeechPlan {
  parts: PlannedSpeechPart[];
  bytes: number;
  /** the word on how to speak, as it stands in front of every part; empty where there is none */
  instruction: string;
}

/** What of the settings decides over parts and price. */
export type SpokenSettings = Pick<SpeechSettings, "text" | "instruction">;

/**
 * The calls that speak a text, and the bytes they are paid by. Cheap enough for every key that is pressed. Pure.
 * @param model what it lacks is not planned: see `speechProblems`
 */
export function planSpeech(model: Pick<SpeechModel, "instructions" | "dialogue">, input: SpokenSettings): SpeechPlan {
  const { instruction, text } = divideInstruction(model, input);
  const most = partCharacters;
  const texts = model.dialogue && isDialogue(text) ? splitDialogue(text, most) : splitText(text, most);
  const before = instruction === "" ? 0 : utf8Bytes(instruction) + promptMarker.length;
  const parts = texts.map((part) => ({ text: part, bytes: before + utf8Bytes(part) }));
  return { parts, bytes: parts.reduce((sum, part) => sum + part.bytes, 0), instruction };
}

/** As the provider takes it. */
export function spokenInput(instruction: string, text: string): string {
  return instruction === "" ? text : `${instruction}${promptMarker}${text}`;
}

const looseMarker = /<\|\s*endofprompt\s*\|>/i;

/** What is in front of the marker in the text itself is the instruction too. */
function divideInstruction(model: Pick<SpeechModel, "instructions">, { text, instruction = "" }: SpokenSettings) {
  const own = instruction.trim();
  if (!model.instructions) return { instruction: "", text };
  const found = own === "" ? looseMarker.exec(text) : null;
  if (!found) return { instruction: own, text };
  return { instruction: text.slice(0, found.index).trim(), text: text.slice(found.index + found[0].length) };
}

/** What is spoken, without the instruction in front of it. */
export function spokenText(model: Pick<SpeechModel, "instructions">, settings: SpokenSettings): string {
  return divideInstruction(model, settings).text;
}

export function hasMarker(text: string): boolean {
  return looseMarker.test(text);
}

/** What a speech will cost; decimal string of nano-units. */
export function priceOfSpeech(model: Pick<SpeechModel, "rate">, bytes: number): string {
  return String(BigInt(model.rate) * BigInt(bytes));
}
