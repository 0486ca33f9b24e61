import { closeSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import path from "node:path";

type Line = [table: string, key: string, value?: unknown];

/**
 * What the double remembers, in tables. With a file it outlives the process, however that ends: each change is a line of
 * JSON at its end, and what no longer holds is left out when the file is opened again.
 */
export class Journal {
  private readonly tables = new Map<string, Table<unknown>>();
  private readonly file: number | undefined;

  /** @throws the system's error where the file cannot be had */
  constructor(file?: string) {
    if (file === undefined) return;
    for (const [table, key, value] of linesOf(file)) {
      if (value === undefined) this.table(table).delete(key);
      else this.table(table).set(key, value);
    }
    mkdirSync(path.dirname(file), { recursive: true });
    const fresh = `${file}.new`;
    const opened = openSync(fresh, "w", 0o600);
    for (const [name, table] of this.tables) {
      for (const [key, value] of table) writeSync(opened, lineOf([name, key, value]));
    }
    renameSync(fresh, file);
    this.file = opened;
  }

  /** Values are plain data. One that changes within must be set again. */
  table<Value>(name: string): Map<string, Value> {
    const found = this.tables.get(name) ?? new Table<unknown>((key, ...value) => this.write([name, key, ...value]));
    this.tables.set(name, found);
    return found as Map<string, Value>;
  }

  close(): void {
    if (this.file !== undefined) closeSync(this.file);
  }

  private write(line: Line): void {
    if (this.file !== undefined) writeSync(this.file, lineOf(line));
  }
}

class Table<Value> extends Map<string, Value> {
  constructor(private readonly changed: (key: string, ...value: [Value?]) => void) {
    super();
  }

  override set(key: string, value: Value): this {
    this.changed(key, value);
    return super.set(key, value);
  }

  override delete(key: string): boolean {
    if (!super.delete(key)) return false;
    this.changed(key);
    return true;
  }

  override clear(): void {
    for (const key of [...this.keys()]) this.delete(key);
  }
}

function lineOf(line: Line): string {
  return `${JSON.stringify(line)}\n`;
}

/** A line that was being written when the process died is none. */
function linesOf(file: string): Line[] {
  let text = "";
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  return text.split("\n").flatMap((line) => {
    try {
      const found: unknown = JSON.parse(line);
      return Array.isArray(found) ? [found as Line] : [];
    } catch {
      return [];
    }
  });
}
