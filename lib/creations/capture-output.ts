import { z } from "zod";
import { now } from "@/lib/db";
import { defineJob, Postpone, type JobContext } from "@/lib/jobs";
import { captureFile, type CaptureInput } from "@/lib/media";
import { atLast, captureDecision } from "./capture-decision";
import { failOutput, noteTry, saveOutput } from "./save-output";
import type { CreationFailure, CreationKind } from "./schema";
import { posterOf } from "./poster-of";
import { toCreationName } from "./creation-name";

const kinds: Record<CreationKind, CaptureInput["kind"]> = { image: "picture", video: "video", speech: "audio" };

/**
 * Fetches one result while the provider still has it, as often as it takes. It is done when its bytes are, and their
 * row; past the deadline it has failed, and the person gets their money back.
 */
export const captureOutput = defineJob({
  name: "capture-output",
  payload: z.strictObject({ outputId: z.string() }),
  lane: "captures",
  handle: async (ctx, { outputId }) => {
    const output = await ctx.db.creationOutput.findUnique({ where: { id: outputId }, select: columns });
    if (output?.state !== "saving") return;
    const lastTry = output.failure as CreationFailure | null;
    if (now() >= output.deadline) return failOutput(ctx, outputId, atLast(lastTry));
    try {
      await capture(ctx, output);
    } catch (error) {
      if (ctx.signal.aborted) throw error;
      const { createdAt: since, deadline } = output;
      const decision = captureDecision(error, { since, deadline, at: now(), lastTry });
      if ("retryMs" in decision) {
        await noteTry(ctx, outputId, error);
        throw new Postpone(decision.retryMs);
      }
      await failOutput(ctx, outputId, decision.failure);
    }
  },
  giveUp: (ctx, { outputId }, error) => failOutput(ctx, outputId, error),
});

const columns = {
  id: true,
  position: true,
  state: true,
  url: true,
  deadline: true,
  failure: true,
  createdAt: true,
  call: {
    select: { userId: true, kind: true, modelId: true, body: true, creation: { select: { prompt: true } } },
  },
} as const;

interface Output {
  id: string;
  url: string;
  position: number;
  call: { userId: string; kind: CreationKind; modelId: string; body: unknown; creation: { prompt: string } };
}

async function capture(ctx: JobContext, { id, url, call }: Output): Promise<void> {
  const { userId, kind, modelId, body, creation } = call;
  const poster = kind === "video" ? posterOf(body) : undefined;
  await captureFile(
    ctx,
    {
      url,
      kind: kinds[kind],
      userId,
      name: toCreationName(creation.prompt, kind),
      origin: kind,
      modelId,
      prompt: creation.prompt,
      ...(poster && { poster }),
    },
    (tx, asset) => saveOutput(tx, id, asset.id),
  );
}
