import { AppError } from "@/lib/core";
import { inTransaction, systemContext, type Context } from "@/lib/db";
import { openCharge } from "@/lib/metering";
import { lengthOf } from "./answer";
import { planNextCall, type CallPlan } from "./call-plan";
import { closeCharge, type Ending } from "./finish-generation";
import { holding } from "./holding";
import type { LiveGeneration } from "./live-generation";
import { makeCalls } from "./make-calls";
import type { Receipt, ToolPart } from "./schema";
import { toolMessages } from "./tool-messages";
import { untilWritten } from "./until-written";
import type { SavedRequest } from "./write-start";

const lastCall = "No more functions can be called. Answer now with what you know.";

/**
 * What lies between two calls of the model: the one that is over is paid for, its functions are called, and money is
 * held for the next one. While tools run, or wait for a person, nothing is held.
 * @param ending how the call ended that asked for the functions
 * @returns whether the model is to be asked again
 * @throws AppError where the next call cannot be paid for, or does not fit the model's window; reason `tool_steps`
 *   where the answer has taken all its steps
 */
export async function takeStep(live: LiveGeneration, calls: readonly ToolPart[], ending: Ending): Promise<boolean> {
  const { tools } = live.start;
  if (!tools) return false;
  await payForCall(live, ending);
  if (live.cause) return false;
  const { mostSteps } = tools.toolbox;
  if (live.stepsMade >= mostSteps) {
    const result = `An answer may take ${mostSteps} steps.`;
    for (const { id } of calls) live.changeCall(id, { state: "failed", result });
    throw new AppError("conflict", "The answer has taken as many steps as an administrator allows.", {
      reason: "tool_steps",
    });
  }
  await makeCalls(live, tools.toolbox, calls);
  if (live.cause) return false;
  const { request } = live.step;
  const said = toolMessages(
    {
      text: live.answer.receivedText("text"),
      calls: live.answer.calls,
      ...(request.resendThoughts && { thoughts: live.answer.receivedText("reasoning") }),
    },
    live.stepsMade + 1 >= mostSteps ? lastCall : undefined,
  );
  await holdForCall(live, planNextCall(tools.model, request, said));
  return !live.cause;
}

async function payForCall(live: LiveGeneration, ending: Ending): Promise<void> {
  const saved = await untilWritten(`a step of generation ${live.id}`, () =>
    inTransaction(systemContext(), async (tx) => {
      const receipt = await closeCharge(tx, { ...live.start, ...live.step }, live.answer.parts, ending);
      return { receipt, held: await writeStep(tx, live, null, live.step.promptTokens, receipt) };
    }),
  );
  if (!saved) return;
  live.endStep(saved.receipt);
  if (!saved.held) live.stop("lost");
}

async function holdForCall(live: LiveGeneration, { request, promptTokens, worstCase }: CallPlan): Promise<void> {
  const { userId, modelId } = live.start;
  const receipt = live.step.receiptBefore;
  const charge = await inTransaction(systemContext(), async (tx) => {
    const opened = await openCharge(tx, { userId, modelId, purpose: "chat", estimate: worstCase });
    if (await writeStep(tx, live, opened.id, promptTokens, receipt)) return opened;
    throw new NotHeld();
  }).catch((error: unknown) => {
    if (error instanceof NotHeld) return undefined;
    throw error;
  });
  if (charge) live.beginStep({ chargeId: charge.id, rates: charge.rates, promptTokens, request }, receipt);
  else live.stop("lost");
}

/** Someone else has ended the generation: everything is rolled back, the hold included. */
class NotHeld extends Error {}

/** Says in the generation's row what is to be settled, should this process not live to do it. */
async function writeStep(
  tx: Context,
  live: LiveGeneration,
  chargeId: string | null,
  promptTokens: number,
  receipt: Receipt | null,
): Promise<boolean> {
  const request: SavedRequest = {
    promptTokens,
    parameters: live.start.parameters,
    step: { receipt, sequence: live.log.position, writtenChars: lengthOf(live.answer.parts) },
  };
  const written = await tx.db.$executeRaw`
    update generations set charge_id = ${chargeId}, request = ${JSON.stringify(request)}::jsonb
    where id = ${live.id} and holder = ${holding().holder} and state = 'streaming'`;
  return written === 1;
}
