/** A part of a JSON document that was asked for, whole or given up. */
export interface JsonElement {
  /** names of fields on the way to it; `*` for any item of a list */
  path: string[];
  value: unknown;
  /** it was given up: `value` holds short texts that came before, at most */
  dropped?: "too_large" | "too_deep";
}

/** The document is not JSON, from here on. */
export class JsonStreamError extends Error {
  override readonly name = "JsonStreamError";
}

export interface JsonLimits {
  /** of one element: characters, values and levels */
  characters: number;
  values: number;
  levels: number;
}

const standardLimits: JsonLimits = { characters: 50_000_000, values: 600_000, levels: 60 };
/** No document is so deep but one that is made to hurt. */
const deepestDocument = 10_000;
const longestWord = 400;
/** Of names, and of texts that belong to no element. */
const longestLoose = 20_000_000;

type Container = unknown[] | Record<string, unknown>;

interface Frame {
  isList: boolean;
  /** undefined: its values are handed out one by one, or given up */
  target: Container | undefined;
  handsOut: boolean;
  path: string[];
  key: string;
}

type Expecting = "value" | "valueOrEnd" | "keyOrEnd" | "key" | "colon" | "commaOrEnd" | "nothing";

/**
 * Reads JSON as it arrives, so that neither a document of any size is in memory at once nor its parsing holds up anybody
 * else: it hands out the parts that are asked for. What is too large or too deep is given up by itself, and reading goes
 * on behind it.
 */
export class JsonStream {
  private readonly frames: Frame[] = [];
  private readonly found: JsonElement[] = [];
  private expecting: Expecting = "value";
  /** the text under way: pieces of a string, or a number or name */
  private pieces: string[] | undefined;
  private length = 0;
  private skipsNext = false;
  private isKey = false;
  private word = "";
  /** of the element under way */
  private element: { depth: number; characters: number; values: number; dropped: JsonElement["dropped"] } | undefined;

  /** @param handsOut whether the values of a list or object at this path are handed out one by one */
  constructor(
    private readonly handsOut: (path: readonly string[]) => boolean,
    private readonly limits: JsonLimits = standardLimits,
  ) {}

  /** Takes in more. @returns what became whole. @throws JsonStreamError */
  push(text: string): JsonElement[] {
    let at = 0;
    while (at < text.length) {
      if (this.pieces) at = this.readString(text, at);
      else if (this.word) at = this.readWord(text, at);
      else at = this.readToken(text, at);
    }
    return this.found.splice(0);
  }

  /** @throws JsonStreamError where the document is not at its end */
  end(): JsonElement[] {
    this.endWord();
    if (this.expecting !== "nothing" || this.pieces) throw new JsonStreamError("The document ends before its end.");
    return this.found.splice(0);
  }

  private readToken(text: string, at: number): number {
    const character = text[at]!;
    switch (character) {
      case " ":
      case "\n":
      case "\r":
      case "\t":
        return at + 1;
      case '"':
        this.isKey = this.expecting === "key" || this.expecting === "keyOrEnd";
        if (!this.isKey) this.expectValue();
        this.pieces = [];
        this.length = 0;
        return at + 1;
      case "{":
      case "[":
        this.expectValue();
        this.open(character === "[");
        return at + 1;
      case "}":
      case "]":
        this.close(character === "]");
        return at + 1;
      case ":":
        if (this.expecting !== "colon") throw new JsonStreamError("A colon is out of place.");
        this.expecting = "value";
        return at + 1;
      case ",":
        if (this.expecting !== "commaOrEnd") throw new JsonStreamError("A comma is out of place.");
        this.expecting = this.frames.at(-1)!.isList ? "value" : "key";
        return at + 1;
      default:
        this.expectValue();
        this.word = character;
        return at + 1;
    }
  }

  /** On to the end of the string or of what has come of it. */
  private readString(text: string, from: number): number {
    let at = from;
    if (this.skipsNext) {
      this.skipsNext = false;
      at++;
    }
    const special = /["\\]/g;
    for (;;) {
      special.lastIndex = at;
      const match = special.exec(text);
      if (!match) {
        this.keep(text.slice(from));
        return text.length;
      }
      if (match[0] === '"') {
        this.keep(text.slice(from, match.index));
        this.endString();
        return match.index + 1;
      }
      at = match.index + 2;
      if (at > text.length) {
        this.skipsNext = true;
        this.keep(text.slice(from));
        return text.length;
      }
    }
  }

  private keep(piece: string): void {
    this.count(piece.length, 0);
    this.length += piece.length;
    if (this.length > longestLoose && (this.isKey || !this.element)) throw new JsonStreamError("A text is too long.");
    if (!this.element?.dropped || this.isKey) this.pieces!.push(piece);
  }

  private endString(): void {
    const raw = this.pieces!.join("");
    this.pieces = undefined;
    let value = "";
    if (!this.element?.dropped || this.isKey) {
      try {
        value = JSON.parse(`"${raw}"`) as string;
      } catch {
        throw new JsonStreamError("A text holds what no text may hold.");
      }
    }
    if (!this.isKey) return this.give(value);
    this.frames.at(-1)!.key = value;
    this.expecting = "colon";
  }

  private readWord(text: string, from: number): number {
    let at = from;
    while (at < text.length && /[-+.\w]/.test(text[at]!)) at++;
    this.word += text.slice(from, at);
    if (this.word.length > longestWord) throw new JsonStreamError("A number has no end.");
    if (at < text.length) this.endWord();
    return at;
  }

  private endWord(): void {
    if (!this.word) return;
    const { word } = this;
    this.word = "";
    try {
      this.give(JSON.parse(word));
    } catch (error) {
      throw error instanceof JsonStreamError ? error : new JsonStreamError("This is no value.");
    }
  }

  private expectValue(): void {
    if (this.expecting !== "value" && this.expecting !== "valueOrEnd") {
      throw new JsonStreamError("A value is out of place.");
    }
  }

  private open(isList: boolean): void {
    if (this.frames.length >= deepestDocument) throw new JsonStreamError("The document is too deep.");
    const parent = this.frames.at(-1);
    const path = this.pathBelow(parent);
    const isPassage = (!parent || parent.handsOut) && (!parent || this.handsOut(path));
    if (!isPassage && parent?.handsOut) {
      this.element = { depth: this.frames.length, characters: 0, values: 0, dropped: undefined };
    }
    this.count(1, 1);
    if (this.element && this.frames.length - this.element.depth > this.limits.levels) this.drop("too_deep");
    const target = isPassage || this.element?.dropped ? undefined : isList ? [] : {};
    this.frames.push({ isList, target, handsOut: isPassage, path, key: "" });
    this.expecting = isList ? "valueOrEnd" : "keyOrEnd";
  }

  private close(isList: boolean): void {
    const frame = this.frames.at(-1);
    const isPlace = this.expecting === "commaOrEnd" || this.expecting === (isList ? "valueOrEnd" : "keyOrEnd");
    if (!frame || frame.isList !== isList || !isPlace) throw new JsonStreamError("A bracket is out of place.");
    this.frames.pop();
    const { element } = this;
    if (frame.handsOut) return this.next();
    if (element?.depth !== this.frames.length) return this.attach(frame.target);
    this.element = undefined;
    const { dropped } = element;
    this.found.push({ path: frame.path, value: frame.target, ...(dropped && { dropped }) });
    this.next();
  }

  /** A value that is no container is there. */
  private give(value: unknown): void {
    const parent = this.frames.at(-1);
    if (parent?.handsOut) {
      this.found.push({ path: this.pathBelow(parent), value });
      return this.next();
    }
    this.count(0, 1);
    this.attach(value);
  }

  private attach(value: unknown): void {
    const parent = this.frames.at(-1);
    const target = parent?.target;
    if (target && !this.element?.dropped) {
      if (Array.isArray(target)) target.push(value);
      else if (parent.key !== "__proto__") target[parent.key] = value;
    }
    this.next();
  }

  private next(): void {
    this.expecting = this.frames.length === 0 ? "nothing" : "commaOrEnd";
  }

  private pathBelow(parent: Frame | undefined): string[] {
    if (!parent) return [];
    // Below what is handed out nobody asks for the way.
    return parent.handsOut ? [...parent.path, parent.isList ? "*" : parent.key] : parent.path;
  }

  private count(characters: number, values: number): void {
    const { element } = this;
    if (!element || element.dropped) return;
    element.characters += characters;
    element.values += values;
    if (element.characters > this.limits.characters || element.values > this.limits.values) this.drop("too_large");
  }

  /** Gives up the element under way, but for short texts that may be its name. */
  private drop(reason: "too_large" | "too_deep"): void {
    const element = this.element!;
    if (element.dropped) return;
    element.dropped = reason;
    const root = this.frames[element.depth]?.target;
    if (root && !Array.isArray(root)) {
      for (const [key, value] of Object.entries(root)) {
        if (typeof value !== "string" || value.length > 500) delete root[key];
      }
    } else if (root) root.length = 0;
    if (this.pieces && !this.isKey) this.pieces = [];
  }
}
