import { z } from "zod";
import { defineJob, type Job } from "@/lib/jobs";

export const ReadPayload = z.strictObject({ transcriptionId: z.string() });
export type ReadPayload = z.infer<typeof ReadPayload>;

export const PartPayload = z.strictObject({ partId: z.string() });
export type PartPayload = z.infer<typeof PartPayload>;

/** Names stand apart from what is done under them: each kind of work asks for the other. */
export const readName = "read-recording";
export const partName = "write-down-part";

const elsewhere = () => Promise.reject(new Error("Only asked for by this name."));

export const readJob: Job<ReadPayload> = defineJob({ name: readName, payload: ReadPayload, handle: elsewhere });
export const partJob: Job<PartPayload> = defineJob({ name: partName, payload: PartPayload, handle: elsewhere });
