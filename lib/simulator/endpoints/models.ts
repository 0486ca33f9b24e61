import type { Call } from "../call";
import { listedSubTypes, listedTypes } from "../catalogue";
import { badParameter } from "../refusal";

/** GET /models */
export async function listModels(call: Call): Promise<void> {
  const type = choose("type", call.query.get("type"), listedTypes);
  const subType = choose("sub_type", call.query.get("sub_type"), listedSubTypes);
  const models = call.world
    .listModels()
    .filter((model) => (type === null || model.type === type) && (subType === null || model.subType === subType));
  await call.sendJson({
    object: "list",
    data: models.map(({ id }) => ({ id, object: "model", created: 0, owned_by: "" })),
  });
}

function choose(name: string, value: string | null, choices: readonly string[]): string | null {
  if (value === null || value === "") return null;
  if (!choices.includes(value)) throw badParameter(`${name} must be one of: ${choices.join(", ")}.`);
  return value;
}
