import type { Call } from "./call";
import { chatCompletions } from "./endpoints/chat";
import { listModels } from "./endpoints/models";
import { userInfo } from "./endpoints/user";

type Handler = (call: Call) => Promise<void>;

/** Every path below the version, with its one method. */
export const routes: Readonly<Record<string, { method: "GET" | "POST"; handle: Handler }>> = {
  "/chat/completions": { method: "POST", handle: chatCompletions },
  "/models": { method: "GET", handle: listModels },
  "/user/info": { method: "GET", handle: userInfo },
};
