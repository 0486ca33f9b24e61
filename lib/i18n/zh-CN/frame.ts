import type { Messages } from "../messages";

export const frame: Messages["frame"] = {};
