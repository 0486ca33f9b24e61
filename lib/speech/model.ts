/** How the sound is written. */
export const speechFormats = ["mp3", "opus", "wav", "pcm"] as const;
export type SpeechFormat = (typeof speechFormats)[number];

/** A model that speaks, as a form needs it. */
export interface SpeechModel {
  id: string;
  name: string;
  isNew: boolean;
  /** names as people see them; sent as `model:name` */
  systemVoices: string[];
  /** speaks with voices that people have added */
  ownVoices: boolean;
  /** speaks like a recording that is sent along with its words */
  clips: boolean;
  /** takes a word on how to speak, in front of the text */
  instructions: boolean;
  /** speaks [S1] and [S2] as two people */
  dialogue: boolean;
  /** sample rates by format, the usual one first */
  formats: Record<SpeechFormat, number[]>;
  /** that one speech may have in all, by this installation's rule */
  maxCharacters: number;
  /** what stands in the text and is sounded, not read: [laughter] */
  marks: string[];
  /** of one UTF-8 byte; decimal string of nano-units */
  rate: string;
  currency: string;
  /** where the rate is from, and the ISO date of that */
  priceOrigin: { source: string; sourcedOn: string };
}

/** The provider's own voices. @see SiliconFlow API reference, section 10 */
export const systemVoices: Readonly<Record<string, { gender: "male" | "female"; character: VoiceCharacter }>> = {
  alex: { gender: "male", character: "steady" },
  benjamin: { gender: "male", character: "deep" },
  charles: { gender: "male", character: "magnetic" },
  david: { gender: "male", character: "cheerful" },
  anna: { gender: "female", character: "steady" },
  bella: { gender: "female", character: "passionate" },
  claire: { gender: "female", character: "gentle" },
  diana: { gender: "female", character: "cheerful" },
};
export type VoiceCharacter = "steady" | "deep" | "magnetic" | "cheerful" | "passionate" | "gentle";

/** Divides the word on how to speak from what is spoken. Without spaces inside, or it is read aloud. */
export const promptMarker = "<|endofprompt|>";

export const speedRange = { min: 0.25, max: 4, usual: 1 } as const;
export const gainRange = { min: -10, max: 10, usual: 0 } as const;
