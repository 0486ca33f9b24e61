/** Modules of lib/, lowest first: each may import those before it, through their doors. */
const order = [
  "core",
  "ui",
  "i18n",
  "env",
  "db",
  "net",
  "storage",
  "models",
  "siliconflow",
  "jobs",
  "turns",
  "auth",
  "metering",
  "audio",
  "media",
  "documents",
  "creations",
  "images",
  "videos",
  "voices",
  "speech",
  "transcriptions",
  "library",
  "knowledge",
  "research",
  "tools",
  "prompts",
  "chat",
  "bench",
  "takeout",
  "gateway",
  "http",
  "worker",
];

const upwardOnly = order.map((name, index) => ({
  name: `upward-only-${name}`,
  comment: `lib/${name} may import only the modules before it in the table.`,
  severity: "error",
  from: { path: `^lib/${name}/` },
  to: { path: `^lib/(${[...order.slice(index + 1), "simulator"].join("|")})/` },
}));

const twoDoors = order.map((name) => ({
  name: `two-doors-${name}`,
  comment: `lib/${name} is imported through index.ts or schema.ts.`,
  severity: "error",
  from: { path: "^(app|components|lib|proxy|instrumentation)", pathNot: `^lib/${name}/` },
  to: { path: `^lib/${name}/(?!(index|schema)\\.ts$)` },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...upwardOnly,
    ...twoDoors,
    {
      name: "client-stays-client",
      comment: "Components import schema doors, core and ui; everything else belongs to the server.",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^lib/(?!(core|ui)/index\\.ts$)(?![^/]+/schema\\.ts$)", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "simulator-stands-alone",
      comment: "The double shares nothing with the code it stands against, but the plainest words.",
      severity: "error",
      from: { path: "^lib/simulator/" },
      to: { path: "^lib/(?!simulator/|core/)" },
    },
    hidden("prisma-in-db", "^node_modules/(@prisma|prisma|pg)/", "^(lib/db/|scripts/|prisma|tests/)"),
    hidden("provider-in-siliconflow", "^node_modules/@ai-sdk/(?!mcp/)", "^(lib/siliconflow/|tests/)"),
    hidden("mcp-in-tools", "^node_modules/@ai-sdk/mcp/", "^(lib/tools/|tests/)"),
    hidden("readers-in-documents", "^node_modules/(pdfjs-dist|yauzl|chardet)/", "^(lib/documents/reader/|tests/)"),
    hidden(
      "codecs-in-audio",
      "^node_modules/(mediabunny|@mediabunny|mpg123-decoder|libopus-wasm|@wasm-audio-decoders)/",
      "^(lib/audio/reader/|tests/)",
    ),
    hidden("next-auth-in-auth", "^node_modules/next-auth/", "^(lib/auth/|app/api/auth/|tests/)"),
    {
      name: "no-circles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "lib/db/generated|\\.next|dist/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};

function hidden(name, packages, allowed) {
  return { name, severity: "error", from: { pathNot: allowed }, to: { path: packages } };
}
