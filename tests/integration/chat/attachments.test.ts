import { describe, expect, it } from "vitest";
import { deleteConversation, findConversation, startGeneration, updateConversation } from "@/lib/chat";
import type { Attachment, Message, MessagePart } from "@/lib/chat/schema";
import { newId } from "@/lib/core";
import { database, systemContext, type Context } from "@/lib/db";
import { createFile, deleteAsset, requireAssets, savePicture } from "@/lib/media";
import { readDocument } from "@/lib/documents";
import { setMonthlyLimit } from "@/lib/metering";
import { pictureOf } from "@/tests/support/pictures";
import { ask, chatWithSimulator, expectBooksInOrder, makePerson, model as blind, question } from "./support";

const chat = chatWithSimulator();
const seeing = "Qwen/Qwen3-VL-8B-Instruct";

type Person = Awaited<ReturnType<typeof makePerson>>;

async function picture({ userId, ctx }: Person, width: number, height: number, name = "photo.png"): Promise<string> {
  const bytes = await pictureOf(width, height).png().toBuffer();
  return (await savePicture(ctx(), { userId, name, bytes, mediaType: "image/png" })).id;
}

async function file({ ctx }: Person, name: string, text: string): Promise<string> {
  const { id } = await createFile(ctx(), { name, kind: "document", body: new Blob([text]).stream() });
  await expect
    .poll(async () => (await readDocument(ctx(), { assetId: id })).state, { timeout: 15_000 })
    .not.toBe("reading");
  return id;
}

const high = (assetId: string): Attachment => ({ type: "picture", assetId, detail: "high" });
const low = (assetId: string): Attachment => ({ type: "picture", assetId, detail: "low" });
const whole = (assetId: string): Attachment => ({ type: "document", assetId, pages: "all" });

function withFiles(text: string, attachments: Attachment[], modelId = seeing, more: object = {}) {
  return question(text, { modelId, action: { type: "send", parentId: null, text, attachments }, ...more });
}

interface SentPart {
  type: string;
  text?: string;
  image_url?: { url: string; detail?: string };
}
type Sent = { role: string; content: string | SentPart[] };

/** Of the request that asks for a title. */
const titleTokens = 60;

/** The messages of the last answer that was asked for. */
async function lastSent(): Promise<Sent[]> {
  const requests = await chat.requests();
  return requests.find(({ body }) => body?.messages && body.max_tokens !== titleTokens)!.body.messages as Sent[];
}

async function inputTokensOf(modelId: string): Promise<number> {
  const entry = (await chat.ledger()).findLast(({ model }) => model === modelId)!;
  return (entry.quantities.input_tokens ?? 0) + (entry.quantities.cached_input_tokens ?? 0);
}

const imagesOf = (messages: Sent[]) =>
  messages.flatMap(({ content }) =>
    typeof content === "string" ? [] : content.filter(({ type }) => type === "image_url"),
  );
const textsOf = (messages: Sent[]) =>
  messages.map(({ content }) =>
    typeof content === "string" ? content : content.map(({ text }) => text ?? "").join(""),
  );
const saved = async (started: { userMessage: Message | null }): Promise<MessagePart[]> => {
  const row = await database().message.findUniqueOrThrow({ where: { id: started.userMessage!.id } });
  return row.parts as unknown as MessagePart[];
};

describe("a question with pictures", () => {
  it("sends them before its words, with their detail, and keeps references alone", async () => {
    const person = await makePerson();
    const [wide, small] = [await picture(person, 240, 160, "wide.png"), await picture(person, 112, 224)];
    const input = withFiles("What is this?", [{ ...high(wide), alt: "A pattern" } as Attachment, low(small)]);
    const { started, message } = await ask(person.ctx(), input);
    expect(message.state).toBe("complete");

    const content = (await lastSent()).at(-1)!.content as SentPart[];
    expect(content.map(({ type }) => type)).toEqual(["image_url", "image_url", "text"]);
    expect(content.map(({ image_url }) => image_url?.detail)).toEqual(["high", "low", undefined]);
    for (const { image_url } of content.slice(0, 2)) expect(image_url!.url).toMatch(/^data:image\/\w+;base64,/);

    expect(await saved(started)).toEqual([
      {
        type: "picture",
        assetId: wide,
        name: "wide.png",
        alt: "A pattern",
        detail: "high",
        width: 240,
        height: 160,
      },
      { type: "picture", assetId: small, name: "photo.png", alt: "", detail: "low", width: 112, height: 224 },
      { type: "text", text: "What is this?" },
    ]);
    const { request } = await database().generation.findUniqueOrThrow({ where: { id: started.generationId } });
    expect(JSON.stringify(request)).not.toContain("base64");
    expect(JSON.stringify(request).length).toBeLessThan(1_000);
    await expectBooksInOrder();
  });

  it.each([
    ["high", 1024, 1024, 1369],
    ["high", 800, 600, 638],
    ["low", 800, 600, 256],
  ] as const)("is charged for one read %s of %i × %i what the estimate says", async (detail, width, height, tokens) => {
    const person = await makePerson();
    await ask(person.ctx(), question("How many?", { modelId: seeing }));
    const bare = await inputTokensOf(seeing);
    const id = await picture(person, width, height);
    const { started, message } = await ask(
      person.ctx(),
      withFiles("How many?", [{ type: "picture", assetId: id, detail }]),
    );
    expect((await inputTokensOf(seeing)) - bare).toBe(tokens);
    expect(message.receipt!.units.input_tokens! + (message.receipt!.units.cached_input_tokens ?? 0)).toBe(
      bare + tokens,
    );
    const { request } = await database().generation.findUniqueOrThrow({ where: { id: started.generationId } });
    const { promptTokens } = request as unknown as { promptTokens: number };
    expect(Math.abs(promptTokens - bare - tokens)).toBeLessThan(20);
  });

  it("takes only the asker's own pictures, as what they are", async () => {
    const [person, other] = [await makePerson(), await makePerson()];
    const theirs = await picture(other, 64, 64);
    const notes = await file(person, "notes.txt", "Cats sleep.");
    const refused = (attachments: Attachment[]) => startGeneration(person.ctx(), withFiles("What?", attachments));
    await expect(refused([high(theirs)])).rejects.toMatchObject({ code: "not_found" });
    await expect(refused([high(newId())])).rejects.toMatchObject({ code: "not_found" });
    await expect(refused([whole(theirs)])).rejects.toMatchObject({ code: "not_found" });
    await expect(refused([high(notes)])).rejects.toMatchObject({
      code: "invalid_input",
      details: { reason: "attachment_kind" },
    });
    expect(await database().conversation.count({ where: { userId: person.userId } })).toBe(0);
    expect(await chat.requests()).toEqual([]);
  });

  it("is no way to another's picture through a message that names it", async () => {
    const [person, other] = [await makePerson(), await makePerson()];
    const theirs = await picture(other, 64, 64, "secret.png");
    const own = await picture(person, 64, 64);
    const { started } = await ask(person.ctx(), withFiles("What?", [high(own)]));
    const parts = (await saved(started)).map((part) => (part.type === "picture" ? { ...part, assetId: theirs } : part));
    await database().message.update({
      where: { id: started.userMessage!.id },
      data: { parts: parts as unknown as object[] },
    });
    await ask(
      person.ctx(),
      question("", { modelId: seeing, action: { type: "regenerate", messageId: started.message.id } }),
    );
    expect(imagesOf(await lastSent())).toEqual([]);
    const { messages } = await findConversation(person.ctx(), { id: started.conversation.id });
    expect(messages[0]!.parts[0]).toMatchObject({ type: "picture", deleted: true });
  });

  it("is refused for a model without sight; what was shown earlier it is told of in words", async () => {
    const person = await makePerson();
    const id = await picture(person, 64, 64, "cat.png");
    await expect(startGeneration(person.ctx(), withFiles("What?", [high(id)], blind))).rejects.toMatchObject({
      code: "unsupported",
      details: { reason: "vision", field: "action.attachments" },
    });

    const { started, message } = await ask(
      person.ctx(),
      withFiles("What?", [{ ...high(id), alt: "A grey cat" } as Attachment]),
    );
    const after = (modelId: string, parentId: string, text: string) =>
      question(text, { modelId, conversationId: started.conversation.id, action: { type: "send", parentId, text } });
    await expect(
      startGeneration(person.ctx(), {
        ...after(blind, message.id, "x"),
        action: { type: "regenerate", messageId: message.id },
      }),
    ).rejects.toMatchObject({ details: { reason: "vision" } });

    const second = await ask(person.ctx(), after(blind, message.id, "And now?"));
    expect(second.message.state).toBe("complete");
    const sent = await lastSent();
    expect(imagesOf(sent)).toEqual([]);
    expect(textsOf(sent)[0]).toContain("cat.png");
    expect(textsOf(sent)[0]).toContain("A grey cat");

    await ask(person.ctx(), after(seeing, second.message.id, "Look again."));
    expect(imagesOf(await lastSent())).toHaveLength(1);
  });
});

describe("a question with files", () => {
  const notes = "Cats sleep sixteen hours a day.\nDogs bark at night.";

  it("is answered from them, each by its name", async () => {
    const person = await makePerson();
    const files = [
      await file(person, "cats.txt", notes),
      await file(person, "birds.md", "# Birds\n\nOwls hunt in the dark."),
    ];
    const { started, message } = await ask(person.ctx(), withFiles("When do owls hunt?", files.map(whole), blind));
    const [text] = textsOf(await lastSent());
    for (const part of ['name="cats.txt"', 'name="birds.md"', "Dogs bark at night.", "Owls hunt in the dark."])
      expect(text).toContain(part);
    expect(text!.endsWith("When do owls hunt?")).toBe(true);
    expect(JSON.stringify(message.parts)).toContain("birds.md");
    expect(JSON.stringify(message.parts)).toContain("Owls hunt in the dark.");
    const parts = await saved(started);
    expect(parts.map(({ type }) => type)).toEqual(["document", "document", "text"]);
    expect(JSON.stringify(parts)).not.toContain("Owls hunt in");
    expect(parts[0]).toMatchObject({ assetId: files[0], name: "cats.txt", pages: "all" });
  });

  it("is not begun while or unless they can be read", async () => {
    const person = await makePerson();
    const broken = await file(person, "broken.pdf", "%PDF-1.7 and nothing else");
    await expect(startGeneration(person.ctx(), withFiles("What?", [whole(broken)], blind))).rejects.toMatchObject({
      code: "unsupported",
      details: { reason: expect.stringMatching(/^document_/), field: "action.attachments" },
    });
    const text = await file(person, "cats.txt", notes);
    await expect(
      startGeneration(person.ctx(), withFiles("What?", [{ type: "document", assetId: text, pages: [99] }], blind)),
    ).rejects.toMatchObject({ code: "invalid_input", details: { reason: "document_pages" } });
    const [other] = [await makePerson()];
    await expect(startGeneration(other.ctx(), withFiles("What?", [whole(text)], blind))).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("names what is too much: the files, or the money", async () => {
    const person = await makePerson();
    const long = await file(person, "long.txt", "Every word of this is counted. ".repeat(40_000));
    await expect(startGeneration(person.ctx(), withFiles("What?", [whole(long)], blind))).rejects.toMatchObject({
      code: "invalid_input",
      details: { reason: "attachments_length", field: "action.attachments", excess: expect.any(Number) },
    });
    const small = await file(person, "small.txt", "Every word of this is counted. ".repeat(2_000));
    await setMonthlyLimit(systemContext(), { userId: person.userId, monthlyNanos: 1_000_000n });
    await expect(startGeneration(person.ctx(), withFiles("What?", [whole(small)], blind))).rejects.toMatchObject({
      code: "quota_exceeded",
    });
    expect(await database().conversation.count({ where: { userId: person.userId } })).toBe(0);
    await expectBooksInOrder();
  });
});

describe("branches", () => {
  it("keep what was attached when answered again and continued, and change it when sent again", async () => {
    const person = await makePerson();
    const [first, second] = [await picture(person, 64, 64, "one.png"), await picture(person, 64, 64, "two.png")];
    const notes = await file(person, "notes.txt", "The code is 4711.");
    const { started, message } = await ask(person.ctx(), withFiles("What?", [high(first), whole(notes)]));
    const conversationId = started.conversation.id;

    await ask(person.ctx(), question("", { modelId: seeing, action: { type: "regenerate", messageId: message.id } }));
    expect(imagesOf(await lastSent())).toHaveLength(1);
    expect(textsOf(await lastSent())[0]).toContain("4711");

    const going = question("", { action: { type: "continue", messageId: message.id } });
    delete going.modelId;
    await ask(person.ctx(), going);
    expect(imagesOf(await lastSent())).toHaveLength(1);
    expect(textsOf(await lastSent())[0]).toContain("4711");

    const changed = await ask(
      person.ctx(),
      question("", {
        modelId: seeing,
        conversationId,
        action: { type: "send", parentId: null, text: "And these?", attachments: [low(second), low(first)] },
      }),
    );
    const images = imagesOf(await lastSent());
    expect(images.map(({ image_url }) => image_url!.detail)).toEqual(["low", "low"]);
    expect(textsOf(await lastSent())[0]).toBe("And these?");

    await updateConversation(person.ctx(), { id: conversationId, leafId: message.id } as never);
    const { messages } = await findConversation(person.ctx(), { id: conversationId });
    expect(messages[0]!.parts.map(({ type }) => type)).toEqual(["picture", "document", "text"]);
    expect(messages[0]!.siblings).toHaveLength(2);
    expect(changed.started.userMessage!.siblings).toHaveLength(2);
  });
});

describe("a file that is deleted", () => {
  it("is a note in its message and in the prompt, and stays when the conversation goes", async () => {
    const person = await makePerson();
    const ctx = (): Context => person.ctx();
    const [cat, dog] = [await picture(person, 64, 64, "cat.png"), await picture(person, 64, 64, "dog.png")];
    const notes = await file(person, "notes.txt", "The code is 4711.");
    const { started, message } = await ask(ctx(), withFiles("What?", [high(cat), high(dog), whole(notes)]));
    const id = started.conversation.id;
    await deleteAsset(ctx(), cat);
    await deleteAsset(ctx(), notes);

    const { messages } = await findConversation(ctx(), { id });
    const marks = messages[0]!.parts.map((part) => ("deleted" in part ? part.deleted : undefined));
    expect(marks).toEqual([true, undefined, true, undefined]);

    await ask(ctx(), question("", { modelId: seeing, action: { type: "regenerate", messageId: message.id } }));
    const sent = await lastSent();
    expect(imagesOf(sent)).toHaveLength(1);
    expect(textsOf(sent)[0]).toMatch(/deleted since: "cat\.png"[^]*deleted since: "notes\.txt"/);
    expect(textsOf(sent)[0]).not.toContain("4711");

    await deleteConversation(ctx(), { id });
    expect(await requireAssets(ctx(), [dog])).toHaveLength(1);
  });
});
