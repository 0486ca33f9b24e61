import type { Messages } from "../messages";

export const usage: Messages["usage"] = {};
