// Builds prisma/seed/models.json from a research file about the provider's models, given as an argument:
//   node scripts/build-catalogue.mjs path/to/models.json
// Run by hand when the research is renewed; the result is reviewed as a diff. Only prices found in a public source
// become prices. Older or tiered ones are kept beside them as hints for the administrator who sets one.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const [input] = process.argv.slice(2);
if (!input) {
  process.stderr.write("Usage: node scripts/build-catalogue.mjs <research file>\n");
  process.exit(1);
}
const output = path.resolve(import.meta.dirname, "../prisma/seed/models.json");

const sources = [
  { match: "providers/siliconflow (", currency: "USD", name: "Open models database, SiliconFlow international" },
  { match: "www.siliconflow.com model page", currency: "USD", name: "SiliconFlow model page" },
  { match: "www.siliconflow.com article", currency: "USD", name: "SiliconFlow announcement" },
  { match: "CN catalogue crawl", currency: "CNY", name: "SiliconFlow China model catalogue" },
];
/** Figures of the provider's own pages carry no day: the day the research was closed. */
const undated = "2026-08-21";

const units = {
  "1M tokens": { input: "input_tokens", cachedInput: "cached_input_tokens", output: "output_tokens" },
  "1M UTF-8 bytes": { amount: "utf8_bytes" },
  image: { amount: "images" },
  video: { amount: "videos" },
  request: { amount: "requests" },
};

function amountsOf(price) {
  const names = units[price.unit] ?? {};
  return Object.entries(names).flatMap(([field, unit]) => {
    if (price[field] === null || price[field] === undefined) return [];
    const amountPer = price.unit.startsWith("1M") ? 1_000_000 : 1;
    return [{ unit, currency: price.currency, amountPer, amount: decimal(price[field]) }];
  });
}

function decimal(number) {
  return number.toFixed(9).replace(/\.?0+$/, "");
}

function sourceOf(model, currency) {
  for (const { match, currency: wanted, name } of sources) {
    const found = wanted === currency && model.sources.find((source) => source.includes(match));
    if (found) return { source: name, sourcedOn: /\d{4}-\d\d-\d\d/.exec(found)?.[0] ?? undated };
  }
  return undefined;
}

function pricesOf(model) {
  const prices = [];
  const hints = [];
  for (const price of [model.price, ...(model.price.alternatives ?? [])]) {
    const source = sourceOf(model, price.currency);
    const amounts = amountsOf(price);
    if (price.confidence === "public" && !price.tiersByInputTokens && source) {
      prices.push(...amounts.map((amount) => ({ ...amount, ...source })));
    } else if (price.confidence === "public" && price.tiersByInputTokens) {
      // One rate cannot say it, so it is no price. The dearest tier never charges too little.
      const dearest = { ...price, ...price.tiersByInputTokens.at(-1), cachedInput: null };
      hints.push(...amountsOf(dearest).map((amount) => ({ ...amount, kind: "highest_tier" })));
    } else if (price.confidence === "last-known") {
      hints.push(...amounts.map((amount) => ({ ...amount, kind: "last_known" })));
    }
  }
  return { prices, hints };
}

/** `min_p` is documented for the Qwen3 generation of chat models alone. */
const takesMinP = (model) => model.subType === "chat" && /(^|\/)Qwen3-/.test(model.id);

/** Calls functions only while it does not think, says the provider's guide. */
const callsToolsUnthinking = (model) => /(^|\/)DeepSeek-V3\.1$/.test(model.id);

/** Wants its thoughts back between the calls of one answer, says the guide to interleaved thinking. */
const wantsThoughtsInToolLoop = (model) => /(^|\/)(DeepSeek-V3\.2|GLM-4\.7)$/.test(model.id);

function capabilitiesOf(model) {
  const known = Object.fromEntries(
    Object.entries(model.capabilities).filter(([name, value]) => value !== null && name !== "stream"),
  );
  return {
    ...known,
    ...(takesMinP(model) && { minP: true }),
    ...(callsToolsUnthinking(model) && { toolsUnthinking: true }),
    ...(wantsThoughtsInToolLoop(model) && { thoughtsInToolLoop: true }),
  };
}

const models = JSON.parse(readFileSync(input, "utf8"))
  .map((model) => ({
    id: model.id,
    name: model.name,
    type: model.type,
    subType: model.subType,
    status: model.status,
    seed: model.seed,
    releasedAt: model.releasedAt,
    contextLength: model.contextLength,
    maxOutput: model.maxOutput,
    maxThinking: model.maxThinking,
    capabilities: capabilitiesOf(model),
    params: model.params ?? {},
    ...pricesOf(model),
    uncertain: model.uncertain,
  }))
  .sort((first, second) => (first.id < second.id ? -1 : 1));

writeFileSync(output, `${JSON.stringify({ models }, null, 2)}\n`);
