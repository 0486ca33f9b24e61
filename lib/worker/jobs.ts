import { z } from "zod";
import { eraseAccount } from "@/lib/auth";
import { forgetFiles } from "@/lib/chat";
import { creationJobs } from "@/lib/creations";
import { imageJobs } from "@/lib/images";
import { defineJob, type RunnableJob } from "@/lib/jobs";
import { applyProviderList } from "@/lib/models";
import { speechJobs } from "@/lib/speech";
import { siliconflow } from "@/lib/siliconflow";
import { transcriptionJobs } from "@/lib/transcriptions";
import { videoJobs } from "@/lib/videos";
import { voiceJobs } from "@/lib/voices";
import { listProviderModels } from "./provider-models";
import { checkStorageJob } from "./storage-check";

/** Asks the provider which models it has and marks the catalogue accordingly. */
export const syncModels = defineJob({
  name: "sync-models",
  payload: z.strictObject({}),
  attempts: 3,
  handle: async (ctx) => {
    await applyProviderList(ctx, await listProviderModels(siliconflow().models.list));
  },
});

/** Every job of the product. */
export const jobs: readonly RunnableJob[] = [
  syncModels,
  checkStorageJob,
  eraseAccount,
  forgetFiles,
  ...creationJobs,
  ...imageJobs,
  ...videoJobs,
  ...speechJobs,
  ...transcriptionJobs,
  ...voiceJobs,
];
