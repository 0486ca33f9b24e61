import { AppError, isAppError } from "@/lib/core";
import { pictureTokens, type ModelSummary } from "@/lib/models/schema";
import type { MessagePart, PicturePart } from "./schema";
import type { BranchFiles } from "./turns";

/**
 * A model without sight is not asked about a picture. Pictures of earlier questions are another matter: it is told of
 * them in words.
 * @throws AppError `unsupported` with reason `vision`
 */
export function checkQuestion(model: ModelSummary, question: readonly MessagePart[], files: BranchFiles): void {
  if (model.capabilities.vision || !picturesOf(question).some(({ assetId }) => files.pictures.has(assetId))) return;
  throw new AppError("unsupported", "This model cannot see pictures. Choose one that can, or leave them out.", {
    field: "action.attachments",
    reason: "vision",
  });
}

/**
 * Does what may find the prompt too long, and says so where it is what is attached to the question that is too much.
 * @throws AppError `invalid_input` with reason `attachments_length` instead of `context_length`
 */
export function nameExcess<Result>(model: ModelSummary, question: readonly MessagePart[], plan: () => Result): Result {
  try {
    return plan();
  } catch (error) {
    const excess = isAppError(error) && error.details.reason === "context_length" ? error.details.excess : undefined;
    if (typeof excess !== "number" || attachedTokens(model, question) < excess) throw error;
    throw new AppError(
      "invalid_input",
      `What is attached is about ${excess} tokens more than this model can read. Choose pages of a document, leave something out, or choose a model with a larger window.`,
      { field: "action.attachments", reason: "attachments_length", excess, cause: error },
    );
  }
}

function attachedTokens(model: ModelSummary, question: readonly MessagePart[]): number {
  const pictures = pictureTokens(model.id, picturesOf(question));
  const documents = question.flatMap((part) => (part.type === "document" ? [part.tokens] : []));
  return [...pictures, ...documents].reduce((total, each) => total + each, 0);
}

function picturesOf(parts: readonly MessagePart[]): PicturePart[] {
  return parts.filter((part) => part.type === "picture");
}
