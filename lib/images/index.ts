import "server-only";
import type { RunnableJob } from "@/lib/jobs";
import { makeImage } from "./make-image";

export { createPicture, findPictureModel, type CreatedPicture } from "./create-picture";
export { listImageModels, requireImageModel } from "./list-image-models";
export { improvePrompt } from "./improve-prompt";
export { startImages } from "./start-images";

/** What this module has done in the background. */
export const imageJobs: readonly RunnableJob[] = [makeImage];
