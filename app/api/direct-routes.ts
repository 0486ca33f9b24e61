import type { DirectRoute } from "@/lib/http";
import { POST as startGeneration } from "./chat/route";
import { GET as followGeneration } from "./generations/[id]/events/route";

/** Streams of answers: what the long-lived server answers itself, before the framework. */
export const directRoutes: readonly DirectRoute[] = [
  { method: "POST", pattern: "/api/chat", handle: startGeneration },
  { method: "GET", pattern: "/api/generations/:id/events", handle: followGeneration },
];
