import type { AdminModel } from "@/lib/models/schema";

export const modelStates = ["all", "offered", "unpriced", "hidden", "retired", "new"] as const;
export type ModelStateFilter = (typeof modelStates)[number];

/** Whether a model stands where the administrator is looking. */
export function standsIn(model: AdminModel, state: ModelStateFilter): boolean {
  switch (state) {
    case "all":
      return true;
    case "offered":
      return model.offered;
    case "unpriced":
      return model.state !== "retired" && (model.missingUnits.length > 0 || model.prices.length === 0);
    case "hidden":
      return model.hidden;
    case "retired":
      return model.state === "retired";
    case "new":
      return model.isNew || model.state === "discovered";
  }
}
