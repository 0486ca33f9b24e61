import type { DirectRoute } from "@/lib/http";
import { POST as upload } from "./assets/route";
import { GET as readAsset } from "./assets/[id]/route";
import { POST as startGeneration } from "./chat/route";
import { GET as followGeneration } from "./generations/[id]/events/route";
import { GET as downloadItems } from "./library/zip/route";
import { POST as dictate } from "./transcriptions/dictation/route";
import { GET as readSharedItem } from "./shared/items/[token]/route";

/** Streams of answers, and bytes on their way in and out: what the long-lived server answers itself, before the framework. */
export const directRoutes: readonly DirectRoute[] = [
  { method: "POST", pattern: "/api/chat", handle: startGeneration },
  { method: "GET", pattern: "/api/generations/:id/events", handle: followGeneration },
  { method: "POST", pattern: "/api/assets", handle: upload },
  { method: "POST", pattern: "/api/transcriptions/dictation", handle: dictate },
  { method: "GET", pattern: "/api/assets/:id", handle: readAsset },
  { method: "GET", pattern: "/api/library/zip", handle: downloadItems },
  { method: "GET", pattern: "/api/shared/items/:token", handle: readSharedItem },
];
