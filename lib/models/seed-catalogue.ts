import { createHash } from "node:crypto";
import { z } from "zod";
import { inTransaction, publish, type Context } from "@/lib/db";
import { env } from "@/lib/env";
import { forgetCatalogue, MODELS_CHANNEL } from "./catalogue";
import { CONVERTED, convertedPrices } from "./converted-prices";
import { requireAdministrator } from "./list-models";
import { rateOf } from "./schema";
import { units } from "./units";

const amount = {
  unit: z.enum(units),
  currency: z.string().regex(/^[A-Z]{3}$/),
  amountPer: z.union([z.literal(1), z.literal(1_000_000)]),
  amount: z.string(),
};

/** The reviewed file. See scripts/build-catalogue.mjs. */
export const Catalogue = z.object({
  models: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      type: z.string(),
      subType: z.string(),
      status: z.enum(["live", "unknown", "offline"]),
      releasedAt: z.iso.date().nullable(),
      contextLength: z.int().positive().nullable(),
      maxOutput: z.int().positive().nullable(),
      maxThinking: z.int().positive().nullable(),
      capabilities: z.record(z.string(), z.unknown()),
      /** the fields of a request that makes pictures, clips or sound */
      params: z.record(z.string(), z.unknown()),
      prices: z.array(z.object({ ...amount, source: z.string(), sourcedOn: z.iso.date() })),
      hints: z.array(z.object({ ...amount, kind: z.enum(["last_known", "highest_tier"]) })),
    }),
  ),
});
export type Catalogue = z.infer<typeof Catalogue>;

/** The file is large and needed at start and in administration only. */
export async function readCatalogueFile(): Promise<Catalogue> {
  const file: { default: unknown } = await import("@/prisma/seed/models.json");
  return Catalogue.parse(file.default);
}

/** Held while the catalogue is written, so that processes starting together do it once. */
const LOCK = 72_707_370;
const SETTING = "models.catalogue";

/**
 * Brings the reviewed catalogue into the database: new models, facts of models that nobody has edited, and prices.
 * A price that differs becomes a new row; where a person's price counts, the file's is left out. Nothing is done when
 * this file has been brought in before, with the same rates between currencies.
 */
export async function seedCatalogue(ctx: Context, given?: Catalogue): Promise<void> {
  requireAdministrator(ctx);
  const file = given ?? (await readCatalogueFile());
  const { CURRENCY: currency, CURRENCY_RATES: worths } = env();
  const digest = createHash("sha256")
    .update(JSON.stringify([file, currency, worths]))
    .digest("hex");
  const seeded = await inTransaction(ctx, async (tx) => {
    await tx.db.$executeRaw`select pg_advisory_xact_lock(${LOCK})`;
    const before = await tx.db.setting.findUnique({ where: { key: SETTING } });
    if (JSON.stringify(before?.value) === JSON.stringify({ digest })) return false;
    await writeModels(tx, file);
    await writePrices(tx, file);
    await tx.db.setting.upsert({
      where: { key: SETTING },
      create: { key: SETTING, value: { digest }, updatedAt: tx.now },
      update: { value: { digest }, updatedAt: tx.now },
    });
    await publish(MODELS_CHANNEL, "seeded", tx.db);
    return true;
  });
  if (seeded) forgetCatalogue();
}

/**
 * What the provider's own list has said of a model stays, whatever the file says: only a model that the list has
 * never had follows the file's status. An entry that was merely discovered becomes a listed one.
 */
async function writeModels(tx: Context, file: Catalogue): Promise<void> {
  const rows = file.models.map(({ status, capabilities, params, ...model }) => ({
    ...{ id: model.id, name: model.name, type: model.type, sub_type: model.subType },
    ...{ context_length: model.contextLength, max_output: model.maxOutput, max_thinking: model.maxThinking },
    ...{ capabilities, params, released_at: model.releasedAt, state: status === "offline" ? "retired" : "listed" },
  }));
  await tx.db.$executeRaw`
    insert into models as known (id, name, type, sub_type, state, context_length, max_output, max_thinking,
      capabilities, params, released_at, first_seen_at, retired_at)
    select id, name, type, sub_type, state::model_state, context_length, max_output, max_thinking,
      capabilities, params, released_at, ${tx.now}, case when state = 'retired' then ${tx.now}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as file (id text, name text, type text, sub_type text,
      state text, context_length int, max_output int, max_thinking int, capabilities jsonb, params jsonb,
      released_at date)
    on conflict (id) do update set
      name = case when known.edited then known.name else excluded.name end,
      type = case when known.edited then known.type else excluded.type end,
      sub_type = case when known.edited then known.sub_type else excluded.sub_type end,
      context_length = case when known.edited then known.context_length else excluded.context_length end,
      max_output = case when known.edited then known.max_output else excluded.max_output end,
      max_thinking = case when known.edited then known.max_thinking else excluded.max_thinking end,
      capabilities = case when known.edited then known.capabilities else excluded.capabilities end,
      params = excluded.params,
      released_at = excluded.released_at,
      state = case when known.last_seen_at is null then excluded.state
        when known.state = 'discovered' then 'listed' else known.state end,
      retired_at = case when known.last_seen_at is not null then known.retired_at
        when excluded.state = 'retired' then coalesce(known.retired_at, excluded.retired_at) end`;
}

/**
 * A first price counts since its source's day; one that differs from what counts now, since now. A converted price that
 * no longer follows from the file and the rates between currencies goes: it was never anybody's price.
 */
async function writePrices(tx: Context, file: Catalogue): Promise<void> {
  const { CURRENCY: currency, CURRENCY_RATES: worths } = env();
  const rows = file.models.flatMap((model) => {
    const published = model.prices.map((price) => {
      const rate = rateOf(price.amount, price.amountPer);
      if (rate === undefined) throw new Error(`The price of ${model.id} is no whole number of nanos: ${price.amount}`);
      return { ...price, rate };
    });
    return [...published, ...convertedPrices(published, { currency, worths })].map((price) => ({
      ...{ model_id: model.id, unit: price.unit, currency: price.currency, rate_nanos: String(price.rate) },
      ...{ source: price.source, sourced_on: price.sourcedOn },
    }));
  });
  await tx.db.$executeRaw`
    delete from prices
    where created_by_id is null and starts_with(source, ${CONVERTED}) and not exists (
      select from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as file (model_id text, unit text, currency text)
      where file.model_id = prices.model_id and file.unit = prices.unit and file.currency = prices.currency)`;
  await tx.db.$executeRaw`
    insert into prices (model_id, unit, currency, rate_nanos, source, sourced_on, effective_from)
    select file.model_id, file.unit, file.currency, file.rate_nanos, file.source, file.sourced_on,
      case when current.id is null then file.sourced_on::timestamptz else ${tx.now}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as file (model_id text, unit text, currency text,
      rate_nanos bigint, source text, sourced_on date)
    left join lateral (
      select id, rate_nanos, created_by_id from prices
      where prices.model_id = file.model_id and prices.unit = file.unit and prices.currency = file.currency
      order by effective_from desc, id desc limit 1
    ) as current on true
    where current.id is null or (current.created_by_id is null and current.rate_nanos <> file.rate_nanos)`;
}
