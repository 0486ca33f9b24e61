import type { Messages } from "../messages";

export const failure: Messages["failure"] = {};
