/**
 * What reading documents costs the person who waits and everybody else, on a database of its own:
 * - a PDF of 300 pages (half of its lines Chinese), a workbook of 50,000 rows, two such PDFs at once
 * - choosing pages for a question, and drawing ten pages
 * Each with the delay of the server's event loop meanwhile, which every stream of that process feels.
 *
 *   npm run bench -- documents [pages]
 */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { bundle, helpers } from "@/scripts/bundle.mjs";
import { makeXlsx } from "@/tests/support/documents/office";
import { makePdf } from "@/tests/support/documents/pdf";
import { openBenchDatabase } from "@/tests/support/fresh-database";

const pageCount = Number(process.argv[2] ?? 300);

const fresh = await openBenchDatabase();
const files = mkdtempSync(path.join(tmpdir(), "silica-bench-files-"));
Object.assign(process.env, {
  DATABASE_URL: fresh.url,
  AUTH_SECRET: randomBytes(32).toString("hex"),
  STORAGE_URL: `file:${files}`,
  LOG_LEVEL: "error",
});
await bundle(helpers);

const { database } = await import("@/lib/db");
const { readDocument, relevantPages, renderPages } = await import("@/lib/documents");
const { createFile } = await import("@/lib/media");
const { login } = await import("@/tests/support/login");

try {
  const person = await login();
  const keep = async (title: string, bytes: Buffer) => {
    const body = new Blob([Uint8Array.from(bytes)]).stream();
    return (await createFile(person.ctx, { name: title, body, kind: "document" })).id;
  };
  const read = async (assetId: string) => {
    const { state, pageCount: pages, tokens } = await readDocument(person.ctx, { assetId }, { waitMs: 120_000 });
    return `${state}, ${pages} parts, ${tokens} tokens`;
  };

  const pdf = makePdf(Array.from({ length: pageCount }, (_, index) => linesOf(index + 1)));
  await measure("warm-up", async () => read(await keep("warm.pdf", makePdf([linesOf(1)]))));
  const report = await keep("report.pdf", pdf);
  await measure(`PDF of ${pageCount} pages`, () => read(report));
  const both = [await keep("one.pdf", pdf), await keep("two.pdf", pdf)];
  await measure("two of them at once", async () => (await Promise.all(both.map(read))).join("; "));
  const rows = Array.from({ length: 50_000 }, (_, index) => [index, `第${index}项 item ${index % 97}`, index * 1.5]);
  const workbook = await keep("table.xlsx", makeXlsx([{ name: "Table", rows }]));
  await measure("workbook of 50,000 rows", () => read(workbook));
  await measure("pages for a question", async () => {
    const question = "Which line of page 123 speaks of 第45页第3行 and the gross margin?";
    return (await relevantPages(person.ctx, { assetId: report, question, budgetTokens: 8_000 })).join(" ");
  });
  const pages = Array.from({ length: Math.min(10, pageCount) }, (_, index) => index + 1);
  await measure("ten pages drawn", async () => `${(await renderPages(person.ctx, { assetId: report, pages })).length}`);
} finally {
  await database().$disconnect();
  rmSync(files, { recursive: true, force: true });
  await fresh.close();
}
process.exit(0);

/** A full page of a report. */
function linesOf(page: number) {
  return Array.from({ length: 45 }, (_, line) => ({
    y: 800 - line * 16,
    text:
      line % 2
        ? `Line ${line} of page ${page}: revenue, costs and the gross margin of the year under review`
        : `第${page}页第${line}行：本公司报告期内的收入、成本与毛利率情况说明`,
  }));
}

async function measure(title: string, work: () => Promise<string>): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const started = performance.now();
  const result = await work();
  const seconds = (performance.now() - started) / 1000;
  delay.disable();
  const at = (nanos: number) => (nanos / 1e6).toFixed(1);
  process.stdout.write(
    `${title.padEnd(26)} ${seconds.toFixed(2)} s; event loop p50 ${at(delay.percentile(50))}, p99 ${at(delay.percentile(99))}, ` +
      `most ${at(delay.max)} ms; ${result}\n`,
  );
}
