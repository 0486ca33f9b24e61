import "server-only";
import type { RunnableJob } from "@/lib/jobs";
import { pollVideo } from "./poll-video";
import { submitVideo } from "./submit-video";

export { listVideoModels } from "./list-video-models";
export { startVideo } from "./start-video";

export const videoJobs: readonly RunnableJob[] = [submitVideo, pollVideo];
