import { inTransaction, publish, type Context } from "@/lib/db";
import { forgetCatalogue, MODELS_CHANNEL } from "./catalogue";
import { requireAdministrator } from "./list-models";

/** What the provider's `GET /models` says of one model. The kind is known when it was asked for by kind. */
export interface ProviderListEntry {
  id: string;
  type?: string;
  subType?: string;
}

export interface ProviderListChanges {
  discovered: string[];
  retired: string[];
  returned: string[];
}

/**
 * Compares the provider's complete list with the catalogue. Ids we do not know are discovered: shown to
 * administrators, with no ability assumed, and not offered until they have a price. Ids that are gone are retired;
 * ids that are back, returned. A list that names nothing we know is taken for a fault and changes nothing.
 * @throws AppError `forbidden` for people who are not administrators
 */
export async function applyProviderList(
  ctx: Context,
  entries: readonly ProviderListEntry[],
): Promise<ProviderListChanges> {
  requireAdministrator(ctx);
  const reported = new Map(entries.filter(isPlausible).map((entry) => [entry.id, entry]));
  const changes = await inTransaction(ctx, async (tx) => {
    await tx.db.$executeRaw`select pg_advisory_xact_lock(${LOCK})`;
    const known = await tx.db.model.findMany({ select: { id: true, state: true, subType: true } });
    const changes = compareLists(known, new Set(reported.keys()));
    if (!changes) return none;
    const { discovered, retired, returned } = changes;
    await tx.db.model.createMany({
      data: discovered.map((id) => {
        const { type = "unknown", subType = "unknown" } = reported.get(id)!;
        const name = id.split("/").at(-1)!;
        return { id, name, type, subType, state: "discovered", firstSeenAt: tx.now, lastSeenAt: tx.now };
      }),
      skipDuplicates: true,
    });
    await tx.db.model.updateMany({ where: { id: { in: [...reported.keys()] } }, data: { lastSeenAt: tx.now } });
    await tx.db.model.updateMany({
      where: { id: { in: retired } },
      data: { state: "retired", retiredAt: tx.now },
    });
    await tx.db.model.updateMany({ where: { id: { in: returned } }, data: { state: "listed", retiredAt: null } });
    for (const { id } of known.filter(({ subType }) => subType === "unknown")) {
      const { type, subType } = reported.get(id) ?? {};
      if (type && subType) await tx.db.model.update({ where: { id }, data: { type, subType } });
    }
    if (discovered.length + retired.length + returned.length) await publish(MODELS_CHANNEL, "listed", tx.db);
    return changes;
  });
  forgetCatalogue();
  return changes;
}

const LOCK = 72_707_371;
const none: ProviderListChanges = { discovered: [], retired: [], returned: [] };

/** Pure: what changes, or undefined where the list cannot be believed. */
export function compareLists(
  known: readonly { id: string; state: "listed" | "discovered" | "retired" }[],
  reported: ReadonlySet<string>,
): ProviderListChanges | undefined {
  if (!known.some(({ id }) => reported.has(id))) return undefined;
  const ids = new Set(known.map(({ id }) => id));
  return {
    discovered: [...reported].filter((id) => !ids.has(id)),
    retired: known.filter(({ id, state }) => state !== "retired" && !reported.has(id)).map(({ id }) => id),
    returned: known.filter(({ id, state }) => state === "retired" && reported.has(id)).map(({ id }) => id),
  };
}

function isPlausible({ id }: ProviderListEntry): boolean {
  return typeof id === "string" && id.length > 0 && id.length <= 200 && id.trim() === id;
}
