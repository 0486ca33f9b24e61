import type { Messages } from "../messages";

export const chat: Messages["chat"] = {};
