import type { Messages } from "../messages";

export const models: Messages["models"] = {};
