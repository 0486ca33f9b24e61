import type { Asset } from "@/lib/media/schema";
import type { JsonObject } from "@/lib/models/schema";
import type { CreationRow } from "./load-creations";
import type { Creation, CreationCall, CreationFailure, CreationOutput, CreationReceipt } from "./schema";

interface Surroundings {
  assets: ReadonlyMap<string, Asset>;
  places: ReadonlyMap<string, number>;
  names: Readonly<Record<string, string>>;
  usual: ReadonlyMap<string, number>;
}

type CallRow = CreationRow["calls"][number];

export function toCreation(row: CreationRow, around: Surroundings): Creation {
  const { id, kind, modelId, prompt, createdAt } = row;
  return {
    id,
    kind,
    modelId,
    modelName: around.names[modelId] ?? modelId,
    prompt,
    request: row.request as JsonObject,
    usualMs: around.usual.get(modelId) ?? null,
    createdAt: createdAt.toISOString(),
    calls: row.calls.map((call) => toCall(call, around)),
  };
}

function toCall(row: CallRow, { assets, places }: Surroundings): CreationCall {
  const { id, position, state, currency } = row;
  const failure = row.failure as CreationFailure | null;
  // What a waiting call was refused for before is not what has become of it.
  const isAside = state === "waiting" || state === "cancelled";
  return {
    id,
    position,
    state,
    seed: row.seed === null ? null : Number(row.seed),
    place: state === "waiting" ? (places.get(id) ?? null) : null,
    costNanos: String(row.costNanos),
    currency,
    createdAt: row.createdAt.toISOString(),
    submittedAt: row.submittedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    receipt: row.receipt as CreationReceipt | null,
    failure: isAside ? null : failure,
    ...(state === "waiting" && failure && { waitsFor: failure }),
    outputs: row.outputs.map((output) => toOutput(output, assets)),
  };
}

function toOutput(row: CallRow["outputs"][number], assets: ReadonlyMap<string, Asset>): CreationOutput {
  const { id, position, state } = row;
  return {
    id,
    position,
    state,
    asset: row.assetId === null ? null : (assets.get(row.assetId) ?? null),
    // While it is fetched, what the last try failed of is nobody's concern.
    failure: state === "failed" ? (row.failure as CreationFailure | null) : null,
  };
}
