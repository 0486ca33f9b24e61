import { describe, expect, it } from "vitest";
import { toCallOptions, type ProviderRequest } from "@/lib/chat/ask-provider";
import { checkQuestion, nameExcess } from "@/lib/chat/attached-limits";
import type { MessagePart, PicturePart } from "@/lib/chat/schema";
import { SentPictures } from "@/lib/chat/sent-pictures";
import { AppError } from "@/lib/core";
import type { ModelSummary } from "@/lib/models/schema";

const cat = { assetId: "cat", detail: "high" as const, width: 1024, height: 1024 };
const request: ProviderRequest = {
  modelId: "maker/model",
  prompt: {
    messages: [
      { role: "system", content: "Be kind." },
      { role: "user", content: "What?", pictures: [cat, { ...cat, detail: "low" }, { ...cat, assetId: "gone" }] },
    ],
  },
  parameters: {},
  maxTokens: 10,
  heldTokens: 10,
  enableThinking: undefined,
  responseFormat: undefined,
};

describe("pictures on their way to the provider", () => {
  it("stand before the words, each with its detail, without those that are gone", () => {
    const sent = new SentPictures();
    sent.add(cat, "data:image/png;base64,AAAA");
    sent.add({ ...cat, detail: "low" }, "data:image/jpeg;base64,BBBB");
    const piece = (mediaType: string, data: string, detail: string) => ({
      type: "file",
      mediaType,
      data: { type: "data", data },
      providerOptions: { siliconflow: { detail } },
    });
    expect(toCallOptions(request, sent).prompt).toEqual([
      { role: "system", content: "Be kind." },
      {
        role: "user",
        content: [
          piece("image/png", "data:image/png;base64,AAAA", "high"),
          piece("image/jpeg", "data:image/jpeg;base64,BBBB", "low"),
          { type: "text", text: "What?" },
        ],
      },
    ]);
  });
});

const model = (vision: boolean) =>
  ({ id: "Qwen/Qwen2-VL-72B-Instruct", capabilities: { vision } }) as unknown as ModelSummary;
const picture: PicturePart = { type: "picture", name: "cat.png", alt: "", ...cat };
const document: MessagePart = {
  type: "document",
  assetId: "doc",
  name: "a.pdf",
  mediaType: "application/pdf",
  sizeBytes: 1,
  pageCount: 1,
  pages: "all",
  tokens: 500,
};
const thrownBy = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe("a question that cannot be asked", () => {
  it("has pictures for a model without sight, unless they are gone", () => {
    const files = { pictures: new Set(["cat"]), textOf: () => undefined };
    expect(thrownBy(() => checkQuestion(model(false), [picture], files))).toMatchObject({
      code: "unsupported",
      details: { reason: "vision" },
    });
    expect(thrownBy(() => checkQuestion(model(true), [picture], files))).toBeUndefined();
    expect(thrownBy(() => checkQuestion(model(false), [{ ...picture, assetId: "gone" }], files))).toBeUndefined();
    expect(thrownBy(() => checkQuestion(model(false), [document], files))).toBeUndefined();
  });

  it("is too long by its files where they are at least as long as the excess", () => {
    const tooLong = (excess: number) => () => {
      throw new AppError("invalid_input", "Too long.", { reason: "context_length", excess });
    };
    const reasonOf = (parts: MessagePart[], excess: number) =>
      (thrownBy(() => nameExcess(model(true), parts, tooLong(excess))) as AppError).details;
    expect(reasonOf([document], 500)).toMatchObject({ reason: "attachments_length", excess: 500 });
    expect(reasonOf([picture, document], 1369 + 500)).toMatchObject({ reason: "attachments_length" });
    expect(reasonOf([document], 501)).toMatchObject({ reason: "context_length" });
    expect(reasonOf([], 1)).toMatchObject({ reason: "context_length" });
    const other = new TypeError("else");
    expect(
      thrownBy(() =>
        nameExcess(model(true), [document], () => {
          throw other;
        }),
      ),
    ).toBe(other);
    expect(nameExcess(model(true), [document], () => 7)).toBe(7);
  });
});
