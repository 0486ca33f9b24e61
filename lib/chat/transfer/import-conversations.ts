import { setImmediate } from "node:timers/promises";
import { AppError } from "@/lib/core";
import { type Context } from "@/lib/db";
import { defaultChatModel } from "@/lib/models";
import { requirePerson } from "../person";
import type { Converted } from "./imported";
import { JsonStream, JsonStreamError, type JsonElement } from "./json-stream";
import { isOnTheWay, recognise, recogniseWhole } from "./recognise";
import { Saver } from "./save-imported";
import type { ImportReport, ImportSource, LeftReason } from "./schema";

/** More than anybody has; what is beyond is left, and said. */
const mostConversations = 20_000;
const listedLeft = 100;
const sliceCharacters = 65_536;

const underWay = new Set<string>();

/**
 * Takes conversations from a file of this product or of another one, as it arrives and in slices, so that nobody
 * else's answers wait for it. Everything gets new ids, nothing that is there changes, and what was taken before is not
 * taken again. What each costs in its receipt is shown and counts in no books.
 * @returns what was taken and what was left
 * @throws AppError `invalid_input` with reason `import_unknown`, `import_packed` or `import_broken`, where nothing was
 *   taken; `conflict` with reason `import_running`
 */
export async function importConversations(
  ctx: Context,
  { body, maxBytes }: { body: AsyncIterable<Uint8Array>; maxBytes: number },
): Promise<ImportReport> {
  const userId = requirePerson(ctx);
  if (underWay.has(userId)) {
    throw new AppError("conflict", "Another import is under way. Wait for its end.", { reason: "import_running" });
  }
  underWay.add(userId);
  try {
    const run = new ImportRun(ctx, new Saver(ctx, userId, (await defaultChatModel(ctx)).id));
    return await run.readAll(body, maxBytes);
  } finally {
    underWay.delete(userId);
  }
}

class ImportRun {
  private readonly report: ImportReport = {
    source: null,
    conversations: 0,
    messages: 0,
    folders: 0,
    left: [],
    leftCount: 0,
    omitted: { attachments: 0, tools: 0, other: 0 },
    cut: false,
  };
  private readonly fields: Record<string, unknown> = {};
  private isSilica = false;

  constructor(
    private readonly ctx: Context,
    private readonly saver: Saver,
  ) {}

  async readAll(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<ImportReport> {
    const stream = new JsonStream(isOnTheWay);
    try {
      for await (const text of textsOf(body, maxBytes)) {
        for (const element of stream.push(text)) await this.take(element);
        await setImmediate();
      }
      for (const element of stream.end()) await this.take(element);
    } catch (error) {
      if (!(error instanceof JsonStreamError)) throw error;
      this.report.cut = true;
    }
    if (this.report.source === null && !this.isSilica) await this.takeWhole();
    if (this.report.source === null && !this.isSilica) throw unknownFile(this.report.cut);
    return this.report;
  }

  private async take(element: JsonElement): Promise<void> {
    const what = recognise(element, this.isSilica, () => setImmediate());
    if (what.type === "silica") {
      this.isSilica = true;
      this.report.source = "silica";
    } else if (what.type === "loose") {
      if (Object.keys(this.fields).length < 100) this.fields[what.field] = element.value;
    } else if (what.type === "folder") {
      if (what.folder && (await this.saver.takeFolder(what.folder))) this.report.folders++;
    } else if (what.type === "conversation") {
      this.report.source ??= what.source;
      if (element.dropped) this.leave(titleIn(element.value), element.dropped);
      else if (this.report.conversations >= mostConversations) this.leave(titleIn(element.value), "too_many");
      else await this.save(what.source, await what.convert());
    }
  }

  /** A file that is one conversation is known by its fields, which are all there only now. */
  private async takeWhole(): Promise<void> {
    const whole = recogniseWhole(this.fields);
    if (!whole) return;
    this.report.source = whole.source;
    await this.save(whole.source, whole.converted);
  }

  private async save(source: ImportSource, converted: Converted): Promise<void> {
    if ("left" in converted) return this.leave(converted.title, converted.left);
    for (const conversation of converted.conversations) {
      if (this.ctx.signal?.aborted) throw new JsonStreamError("Nobody waits any more.");
      const saved = await this.saver.save(source, conversation);
      if (saved === "here") {
        this.leave(conversation.title, "here");
        continue;
      }
      this.report.conversations++;
      this.report.messages += conversation.messages.length;
      for (const kind of ["attachments", "tools", "other"] as const) {
        this.report.omitted[kind] += conversation.omitted[kind];
      }
      this.report.omitted.attachments += saved.attachments;
    }
  }

  private leave(title: string, reason: LeftReason): void {
    this.report.leftCount++;
    if (this.report.left.length < listedLeft)
      this.report.left.push({ title: title.slice(0, 200).toWellFormed(), reason });
  }
}

/** The body as text, in slices. @throws JsonStreamError where it breaks off or goes on beyond the bound */
async function* textsOf(body: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let size = 0;
  try {
    for await (const chunk of body) {
      if (size === 0 && chunk[0] === 0x50 && chunk[1] === 0x4b) throw packedFile();
      size += chunk.byteLength;
      if (size > maxBytes) throw new JsonStreamError("The file is larger than is taken.");
      const text = decoder.decode(chunk, { stream: true });
      for (let at = 0; at < text.length; at += sliceCharacters) yield text.slice(at, at + sliceCharacters);
    }
  } catch (error) {
    if (error instanceof AppError || error instanceof JsonStreamError) throw error;
    throw new JsonStreamError("The request broke off.");
  }
  yield decoder.decode();
}

function titleIn(value: unknown): string {
  if (typeof value !== "object" || value === null) return "";
  for (const field of ["title", "topic", "name"]) {
    const found = (value as Record<string, unknown>)[field];
    if (typeof found === "string") return found;
  }
  return "";
}

function unknownFile(isCut: boolean): AppError {
  const [message, reason] = isCut
    ? ["This file is not whole JSON, and nothing in it could be read.", "import_broken"]
    : ["This file is none that can be imported.", "import_unknown"];
  return new AppError("invalid_input", message!, { field: "body", reason: reason! });
}

function packedFile(): AppError {
  return new AppError("invalid_input", "This file is an archive. Unpack it, and choose conversations.json in it.", {
    field: "body",
    reason: "import_packed",
  });
}
