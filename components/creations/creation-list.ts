import { isOver, type Creation } from "@/lib/creations/schema";
import type { Asset } from "@/lib/media/schema";

/** The list with this creation in its place, newest first. */
export function withCreation(list: readonly Creation[], creation: Creation): Creation[] {
  const rest = list.filter(({ id }) => id !== creation.id);
  const index = rest.findIndex((each) => isNewer(creation, each));
  return rest.toSpliced(index === -1 ? rest.length : index, 0, creation);
}

function isNewer(one: Creation, other: Creation): boolean {
  return one.createdAt === other.createdAt ? one.id > other.id : one.createdAt > other.createdAt;
}

/** The list with what was changed of one result; null: it is gone. */
export function withAsset(
  list: readonly Creation[],
  assetId: string,
  change: Partial<Pick<Asset, "favourite" | "trashedAt" | "blur">> | null,
): Creation[] {
  return list.map((creation) => {
    if (!assetsOf(creation).some(({ id }) => id === assetId)) return creation;
    const calls = creation.calls.map((call) => ({
      ...call,
      outputs: call.outputs.map((output) =>
        output.asset?.id === assetId ? { ...output, asset: change && { ...output.asset, ...change } } : output,
      ),
    }));
    return { ...creation, calls };
  });
}

export function assetsOf(creation: Creation): Asset[] {
  return creation.calls.flatMap(({ outputs }) => outputs.flatMap(({ asset }) => asset ?? []));
}

/** Something of it may still change. */
export function isUnderWay(creation: Creation): boolean {
  return creation.calls.some(({ state, outputs }) => !isOver(state) || outputs.some((each) => each.state === "saving"));
}
