import type { Call } from "./call";
import { chatCompletions } from "./endpoints/chat";
import { complete } from "./endpoints/completions";
import { embed } from "./endpoints/embeddings";
import { generateImages } from "./endpoints/images";
import { listModels } from "./endpoints/models";
import { rerank } from "./endpoints/rerank";
import { speak } from "./endpoints/speech";
import { transcribe } from "./endpoints/transcriptions";
import { userInfo } from "./endpoints/user";
import { submitVideo, videoStatus } from "./endpoints/videos";
import { deleteVoice, listVoices, uploadVoice } from "./endpoints/voices";

type Handler = (call: Call) => Promise<void>;

/** Every path below the version, with its one method. */
export const routes: Readonly<Record<string, { method: "GET" | "POST"; handle: Handler }>> = {
  "/chat/completions": { method: "POST", handle: chatCompletions },
  "/completions": { method: "POST", handle: complete },
  "/images/generations": { method: "POST", handle: generateImages },
  "/video/submit": { method: "POST", handle: submitVideo },
  "/video/status": { method: "POST", handle: videoStatus },
  "/audio/speech": { method: "POST", handle: speak },
  "/uploads/audio/voice": { method: "POST", handle: uploadVoice },
  "/audio/voice/list": { method: "GET", handle: listVoices },
  "/audio/voice/deletions": { method: "POST", handle: deleteVoice },
  "/audio/transcriptions": { method: "POST", handle: transcribe },
  "/models": { method: "GET", handle: listModels },
  "/user/info": { method: "GET", handle: userInfo },
  "/embeddings": { method: "POST", handle: embed },
  "/rerank": { method: "POST", handle: rerank },
};
