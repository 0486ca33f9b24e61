import { limits } from "../limits";
import type { PageCollector } from "./page-collector";

/** Divides the rows of a sheet into parts that can be chosen singly; each repeats the first row, which names the columns. */
export class TableParts {
  private header: string | undefined;
  private rows: string[] = [];
  private size = 0;
  private first = 0;
  private last = 0;
  private divided = false;

  constructor(
    private readonly pages: PageCollector,
    private readonly name: string,
  ) {}

  /** @param number as the sheet counts it, from 1 */
  row(number: number, text: string): void {
    const row = text.trimEnd();
    if (!row) return;
    if (this.header === undefined) this.header = row;
    else if (this.rows.length && this.size + row.length > limits.partCharacters) this.flush(true);
    this.first ||= number;
    this.last = number;
    this.rows.push(row);
    this.size += row.length + 1;
  }

  end(): void {
    if (this.rows.length) this.flush(this.divided);
  }

  private flush(divided: boolean): void {
    // A first row that would fill a part by itself names nothing.
    const header = this.divided && this.header && this.header.length < 1000 ? [this.header] : [];
    const rows = `${this.first}–${this.last}`;
    const title = divided ? [this.name, `(${rows})`].filter(Boolean).join(" ") : this.name;
    this.pages.add(title, [...header, ...this.rows].join("\n"));
    this.divided ||= divided;
    this.rows = [];
    this.size = 0;
    this.first = 0;
  }
}
