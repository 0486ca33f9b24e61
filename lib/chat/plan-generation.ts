import { AppError, newId } from "@/lib/core";
import { Prisma, type Context } from "@/lib/db";
import { defaultChatModel, requireModel } from "@/lib/models";
import type { ModelSummary } from "@/lib/models/schema";
import type { Toolbox } from "@/lib/tools";
import { textOf } from "./answer";
import { toAttachedParts } from "./attach";
import { checkQuestion, nameExcess } from "./attached-limits";
import { messageColumns, readTurns, type StoredTurn } from "./branch";
import { readBranchFiles } from "./branch-files";
import { planCall, type CallPlan } from "./call-plan";
import { findToolbox } from "./find-toolbox";
import { requireFolder } from "./folders";
import { noConversation, noMessage } from "./person";
import { pictureReader } from "./read-pictures";
import type { ConversationRow, MessageRow } from "./rows";
import type { ChatParameters, MessagePart, StartGenerationInput } from "./schema";
import { provisionalTitle } from "./title";
import { splitSteps } from "./tool-messages";
import { toTurn } from "./turns";

/** Everything that is decided before money is held and rows are written. */
export interface GenerationPlan {
  conversation: ConversationRow;
  isNew: boolean;
  /** a new question, written with the answer */
  userMessage: MessageRow | null;
  /** the answer: a new row, or the one that is continued */
  message: MessageRow;
  continues: boolean;
  /** messages beside the new ones, themselves included */
  siblings: { userMessage: string[]; message: string[] };
  model: ModelSummary;
  parameters: ChatParameters;
  call: CallPlan;
  /** what the model may call */
  toolbox?: Toolbox;
}

/**
 * Reads what a request is about and decides what is to be asked. Writes nothing.
 * @throws AppError `not_found` for anything that is not the person's own; `conflict` with reason `still_streaming`;
 *   `unsupported` and `invalid_input` where the model cannot do it
 */
export async function planGeneration(
  ctx: Context,
  userId: string,
  input: StartGenerationInput,
): Promise<GenerationPlan> {
  const { action } = input;
  if (action.type === "send" && input.conversationId === undefined) {
    if (action.parentId !== null) throw noMessage();
    return planNew(ctx, userId, input, action);
  }
  const targetId = action.type === "send" ? action.parentId : action.messageId;
  const { conversation, target } = await findTarget(ctx, userId, input.conversationId, targetId);
  if (target?.state === "streaming" && action.type !== "regenerate") {
    throw stillStreaming();
  }
  if (action.type === "send") return planSend(ctx, input, conversation, target, action);
  if (!target) throw noMessage();
  return action.type === "continue"
    ? planContinue(ctx, input, conversation, target)
    : planRegenerate(ctx, input, conversation, target, action.prefix);
}

export function stillStreaming(): AppError {
  return new AppError("conflict", "This answer is still being written. Wait for it, or stop it first.", {
    reason: "still_streaming",
  });
}

type Send = Extract<StartGenerationInput["action"], { type: "send" }>;

async function planNew(
  ctx: Context,
  userId: string,
  input: StartGenerationInput,
  { text, prefix, attachments }: Send,
): Promise<GenerationPlan> {
  const folder = input.folderId === undefined ? undefined : await requireFolder(ctx, userId, input.folderId);
  const modelId = input.modelId ?? folder?.modelId ?? undefined;
  const model = modelId === undefined ? await defaultChatModel(ctx) : await requireModel(ctx, modelId, "chat");
  const attached = await toAttachedParts(ctx, attachments);
  const conversation: ConversationRow = {
    id: newId(),
    title: provisionalTitle(text),
    titledByUser: false,
    modelId: model.id,
    systemPrompt: input.systemPrompt ?? folder?.systemPrompt ?? "",
    parameters: input.parameters ?? {},
    leafId: null,
    pinnedAt: null,
    folderId: folder?.id ?? null,
    archivedAt: null,
    updatedAt: ctx.now,
  };
  const userMessage = newQuestion(ctx, null, text, attached);
  const message = newAnswer(ctx, userMessage.id, model, prefix);
  return {
    ...(await planned(ctx, { model, conversation, timeZone: input.timeZone }, [userMessage], message.parts)),
    isNew: true,
    userMessage,
    message,
    siblings: { userMessage: [userMessage.id], message: [message.id] },
  };
}

async function planSend(
  ctx: Context,
  input: StartGenerationInput,
  conversation: ConversationRow,
  parent: MessageRow | undefined,
  { text, prefix, attachments }: Send,
): Promise<GenerationPlan> {
  const [settings, turns, siblings, attached] = await Promise.all([
    settingsOf(ctx, input, conversation, conversation.modelId),
    parent ? readTurns(ctx, conversation.id, parent.id) : [],
    childrenOf(ctx, conversation.id, parent?.id ?? null),
    toAttachedParts(ctx, attachments),
  ]);
  const userMessage = newQuestion(ctx, parent?.id ?? null, text, attached);
  const message = newAnswer(ctx, userMessage.id, settings.model, prefix);
  return {
    ...(await planned(ctx, settings, [...turns, userMessage], message.parts)),
    userMessage,
    message,
    siblings: { userMessage: [...siblings, userMessage.id], message: [message.id] },
  };
}

async function planRegenerate(
  ctx: Context,
  input: StartGenerationInput,
  conversation: ConversationRow,
  target: MessageRow,
  prefix: string | undefined,
): Promise<GenerationPlan> {
  const questionId = target.role === "user" ? target.id : target.parentId;
  if (questionId === null) throw noMessage();
  const [settings, turns, siblings] = await Promise.all([
    settingsOf(ctx, input, conversation, conversation.modelId),
    readTurns(ctx, conversation.id, questionId),
    childrenOf(ctx, conversation.id, questionId),
  ]);
  const message = newAnswer(ctx, questionId, settings.model, prefix);
  return {
    ...(await planned(ctx, settings, turns, message.parts)),
    userMessage: null,
    message,
    siblings: { userMessage: [], message: [...siblings, message.id] },
  };
}

async function planContinue(
  ctx: Context,
  input: StartGenerationInput,
  conversation: ConversationRow,
  target: MessageRow,
): Promise<GenerationPlan> {
  const { parentId } = target;
  if (target.role !== "assistant" || parentId === null) throw noMessage();
  const [settings, turns, siblings] = await Promise.all([
    settingsOf(ctx, input, conversation, target.modelId ?? conversation.modelId),
    readTurns(ctx, conversation.id, parentId),
    childrenOf(ctx, conversation.id, parentId),
  ]);
  return {
    ...(await planned(ctx, settings, turns, target.parts, { continues: true })),
    userMessage: null,
    message: { ...target, state: "streaming", failure: null, modelId: settings.model.id },
    continues: true,
    siblings: { userMessage: [], message: siblings },
  };
}

interface Settings {
  conversation: ConversationRow;
  model: ModelSummary;
  timeZone: string | undefined;
}

/** The conversation as it is after this request, whose wishes it remembers, and the model to ask. */
async function settingsOf(
  ctx: Context,
  input: StartGenerationInput,
  conversation: ConversationRow,
  modelId: string,
): Promise<Settings> {
  const model = await requireModel(ctx, input.modelId ?? modelId, "chat");
  return {
    model,
    timeZone: input.timeZone,
    conversation: {
      ...conversation,
      modelId: input.modelId ?? conversation.modelId,
      systemPrompt: input.systemPrompt ?? conversation.systemPrompt,
      parameters: input.parameters ?? conversation.parameters,
      updatedAt: ctx.now,
    },
  };
}

/**
 * @param branch from the first question to the one that is answered
 * @param begun what the answer has already: what its person gave it to begin with, or the whole of one that goes on
 */
async function planned(
  ctx: Context,
  { conversation, model, timeZone }: Settings,
  branch: readonly StoredTurn[],
  begun: readonly MessagePart[],
  { continues = false } = {},
) {
  const { parameters, systemPrompt } = conversation;
  const begunText = textOf(begun);
  const hasCalls = begun.some(({ type }) => type === "tool");
  // A text that is begun goes on as text.
  const goesOnPlainly = begunText !== "" && !hasCalls;
  const [files, toolbox] = await Promise.all([
    readBranchFiles(ctx, branch),
    goesOnPlainly ? undefined : findToolbox(ctx, model, parameters, timeZone),
  ]);
  const question = branch.findLast(({ role }) => role === "user")?.parts ?? [];
  checkQuestion(model, question, files);
  const turns = branch.map((message) => toTurn(message, files, model.capabilities.vision, toolbox !== undefined));
  // An answer that goes on after calls has them before it; what it said since is gone on with.
  const after = toolbox && hasCalls ? splitSteps(begun) : undefined;
  if (after) turns.push({ role: "assistant", text: "", steps: after.steps });
  const continued = after ? after.text || undefined : continues ? begunText : begunText || undefined;
  const call = nameExcess(model, question, () =>
    planCall(model, {
      ...{ systemPrompt, parameters, turns, tools: toolbox },
      ...(continued !== undefined && { continued }),
    }),
  );
  const readPictures = pictureReader(ctx.actor, model.id, call.request.prompt);
  if (readPictures) call.request.readPictures = readPictures;
  return { conversation, model, parameters, call, isNew: false, continues: false, ...(toolbox && { toolbox }) };
}

function newQuestion(
  ctx: Context,
  parentId: string | null,
  text: string,
  attached: readonly MessagePart[],
): MessageRow {
  return {
    ...newMessage(ctx, parentId),
    role: "user",
    state: "complete",
    parts: [...attached, { type: "text", text }],
    modelId: null,
  };
}

/**
 * @param prefix what its person wants it to begin with: the first part of it, and marked as given
 * @throws AppError `unsupported` with reason `prefix`
 */
function newAnswer(ctx: Context, parentId: string, model: ModelSummary, prefix: string | undefined): MessageRow {
  if (prefix !== undefined && !model.capabilities.prefix) {
    throw new AppError("unsupported", "This model cannot go on from a given beginning. Choose another one.", {
      field: "action.prefix",
      reason: "prefix",
    });
  }
  return {
    ...newMessage(ctx, parentId),
    role: "assistant",
    state: "streaming",
    parts: prefix === undefined ? [] : [{ type: "text", text: prefix, given: prefix.length }],
    modelId: model.id,
  };
}

function newMessage(ctx: Context, parentId: string | null) {
  return { id: newId(), parentId, receipt: null, failure: null, createdAt: ctx.now };
}

/** The person's own conversation and, where one is named, a message in it. */
async function findTarget(
  ctx: Context,
  userId: string,
  conversationId: string | undefined,
  messageId: string | null,
): Promise<{ conversation: ConversationRow; target: MessageRow | undefined }> {
  const wanted = conversationId === undefined ? Prisma.sql`target.conversation_id` : Prisma.sql`${conversationId}`;
  const [row] = await ctx.db.$queryRaw<{ conversation: ConversationRow; target: StoredMessage | null }[]>`
    with target as (select * from messages where id = ${messageId}::text)
    select json_build_object(
        'id', c.id, 'title', c.title, 'titledByUser', c.titled_by_user, 'modelId', c.model_id,
        'systemPrompt', c.system_prompt, 'parameters', c.parameters, 'leafId', c.leaf_id,
        'pinnedAt', c.pinned_at, 'folderId', c.folder_id, 'archivedAt', c.archived_at, 'updatedAt', c.updated_at)
        as conversation,
      (select row_to_json(message) from (select ${messageColumns} from target where target.conversation_id = c.id) message)
        as target
    from conversations c left join target on target.conversation_id = c.id
    where c.id = ${wanted} and c.user_id = ${userId} and c.deleted_at is null`;
  if (!row) throw conversationId === undefined ? noMessage() : noConversation();
  if (messageId !== null && !row.target) throw noMessage();
  const { conversation, target } = row;
  return {
    conversation: {
      ...conversation,
      pinnedAt: conversation.pinnedAt && new Date(conversation.pinnedAt),
      archivedAt: conversation.archivedAt && new Date(conversation.archivedAt),
      updatedAt: new Date(conversation.updatedAt),
    },
    target: target ? { ...target, createdAt: new Date(target.createdAt) } : undefined,
  };
}

type StoredMessage = Omit<MessageRow, "createdAt"> & { createdAt: string };

async function childrenOf(ctx: Context, conversationId: string, parentId: string | null): Promise<string[]> {
  const rows = await ctx.db.$queryRaw<{ id: string }[]>`
    select id from messages
    where conversation_id = ${conversationId}
      and ${parentId === null ? Prisma.sql`parent_id is null` : Prisma.sql`parent_id = ${parentId}`}
    order by created_at, id`;
  return rows.map(({ id }) => id);
}
