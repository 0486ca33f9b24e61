import { badParameter } from "./refusal";

interface NumberRule {
  min?: number;
  max?: number;
  /** true where `min` itself is out of range */
  aboveMin?: boolean;
  integer?: boolean;
  required?: boolean;
}

/**
 * Reads the fields of a request body one by one. `null` counts as absent. Each reader throws Refusal 400 (20015) with a message
 * that names the field.
 */
export class Fields {
  private readonly known = new Set<string>();

  constructor(readonly body: Record<string, unknown>) {}

  /** Names that no reader asked for. */
  unknown(): string[] {
    return Object.keys(this.body).filter((name) => !this.known.has(name));
  }

  has(name: string): boolean {
    return this.raw(name) !== undefined;
  }

  raw(name: string): unknown {
    this.known.add(name);
    return Object.hasOwn(this.body, name) ? (this.body[name] ?? undefined) : undefined;
  }

  /** Marks fields as known that are accepted and have no effect. */
  ignore(...names: string[]): void {
    for (const name of names) this.known.add(name);
  }

  string(name: string): string | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    if (typeof value !== "string") throw badParameter(`${name} must be a string.`);
    return value;
  }

  requiredString(name: string): string {
    const value = this.string(name);
    if (value === undefined || value === "") throw badParameter(`${name} is required.`);
    return value;
  }

  boolean(name: string): boolean | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    if (typeof value !== "boolean") throw badParameter(`${name} must be a boolean.`);
    return value;
  }

  number(name: string, rule: NumberRule = {}): number | undefined {
    const value = this.raw(name);
    if (value === undefined) {
      if (rule.required) throw badParameter(`${name} is required.`);
      return undefined;
    }
    if (typeof value !== "number" || !Number.isFinite(value)) throw badParameter(`${name} must be a number.`);
    if (rule.integer && !Number.isInteger(value)) throw badParameter(`${name} must be an integer.`);
    const tooSmall = rule.min !== undefined && (rule.aboveMin ? value <= rule.min : value < rule.min);
    if (tooSmall || (rule.max !== undefined && value > rule.max)) throw badParameter(rangeMessage(name, value, rule));
    return value;
  }

  choice<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const value = this.string(name);
    if (value === undefined) return undefined;
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw badParameter(`${name} must be one of: ${choices.join(", ")}.`);
    return found;
  }

  /** A string, or an array of at most `max` strings. */
  strings(name: string, max: number): string[] | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    const list: unknown[] = Array.isArray(value) ? value : [value];
    if (list.length > max) throw badParameter(`${name} must have at most ${max} items.`);
    if (!list.every((item) => typeof item === "string")) throw badParameter(`${name} must hold strings only.`);
    return list as string[];
  }
}

function rangeMessage(name: string, value: number, rule: NumberRule): string {
  const lower = rule.min === undefined ? "" : `${rule.aboveMin ? "greater than" : "at least"} ${rule.min}`;
  const upper = rule.max === undefined ? "" : `at most ${rule.max}`;
  return `${name} is ${value}, but must be ${[lower, upper].filter(Boolean).join(" and ")}.`;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
