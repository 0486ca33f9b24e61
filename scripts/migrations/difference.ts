import { readFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";
import { readingAdapter } from "./adapter";

const noFilters = { externalTables: [], externalEnums: [] };

/**
 * The SQL that brings a database to the schema files, "" when it is there. Prisma's schema engine works it out, as
 * WebAssembly: its native form is fetched over the network and is not needed.
 * @param schemaFolder holds the .prisma files
 */
export async function differenceFrom(databaseUrl: string, schemaFolder: string): Promise<string> {
  await load();
  const files = await schemaFiles(schemaFolder);
  const adapter = readingAdapter(databaseUrl);
  try {
    const bound = bindMigrationAwareSqlAdapterFactory(adapter.factory);
    const instance = await engine.SchemaEngine.new({ datamodels: files }, () => {}, bound);
    const { stdout } = await instance.diff({
      from: { tag: "schemaDatasource", ...contentsOf(files), configDir: schemaFolder },
      to: { tag: "schemaDatamodel", ...contentsOf(files) },
      script: true,
      exitCode: null,
      filters: noFilters,
    });
    return /^-- This is an empty migration/.test(stdout ?? "") ? "" : (stdout ?? "");
  } finally {
    await adapter.close();
  }
}

async function schemaFiles(folder: string): Promise<[string, string][]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".prisma")).sort();
  return Promise.all(
    names.map(async (name): Promise<[string, string]> => {
      const file = path.join(folder, name);
      return [file, await readFile(file, "utf8")];
    }),
  );
}

const contentsOf = (files: [string, string][]) => ({
  files: files.map(([file, content]) => ({ path: file, content })),
});

let loaded: Promise<void> | undefined;

/** The package's own entry imports the .wasm file as a module, which Node does not do. */
function load(): Promise<void> {
  return (loaded ??= (async () => {
    const require = createRequire(import.meta.url);
    const folder = path.dirname(require.resolve("@prisma/schema-engine-wasm"));
    const bytes = await readFile(path.join(folder, "schema_engine_bg.wasm"));
    const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": engine as never });
    (engine as unknown as { __wbg_set_wasm(exports: WebAssembly.Exports): void }).__wbg_set_wasm(instance.exports);
    (instance.exports as { __wbindgen_start?: () => void }).__wbindgen_start?.();
  })());
}
