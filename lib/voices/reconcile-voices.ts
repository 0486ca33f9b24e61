import { z } from "zod";
import { defineJob } from "@/lib/jobs";
import { reconcileVoices } from "./reconcile";

/** Compares our voices with the provider's list; see `sweepVoices` for when. */
export const reconcileVoicesJob = defineJob({
  name: "reconcile-voices",
  payload: z.strictObject({}),
  attempts: 3,
  handle: async (ctx) => {
    await reconcileVoices(ctx);
  },
});
