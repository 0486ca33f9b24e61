import { describe, expect, it } from "vitest";
import { listProviderModels } from "@/lib/worker/provider-models";

const ids = (...names: string[]) => names.map((id) => ({ id }));

describe("listProviderModels", () => {
  it("tells kinds by asking for each, and what remains of a type", async () => {
    const lists: Record<string, { id: string }[]> = {
      "{}": ids("talker", "painter", "speaker", "listener", "animator", "mystery"),
      '{"subType":"chat"}': ids("talker"),
      '{"subType":"text-to-image"}': ids("painter"),
      '{"subType":"image-to-image"}': ids("painter"),
      '{"subType":"speech-to-text"}': ids("listener"),
      '{"type":"audio"}': ids("speaker", "listener"),
      '{"type":"video"}': ids("animator"),
    };
    expect(await listProviderModels(async (filter) => lists[JSON.stringify(filter)] ?? [])).toEqual([
      { id: "talker", type: "text", subType: "chat" },
      { id: "painter", type: "image", subType: "text-to-image" },
      { id: "speaker", type: "audio", subType: "text-to-speech" },
      { id: "listener", type: "audio", subType: "speech-to-text" },
      { id: "animator", type: "video", subType: "image-to-video" },
      { id: "mystery" },
    ]);
  });

  it("knows no kinds where the question is refused or ignored", async () => {
    const refusing = async (filter: object) => {
      if (Object.keys(filter).length) throw new Error("refused");
      return ids("talker");
    };
    expect(await listProviderModels(refusing)).toEqual([{ id: "talker" }]);
    expect(await listProviderModels(async () => ids("talker"))).toEqual([{ id: "talker" }]);
  });

  it("fails where the list itself fails", async () => {
    await expect(listProviderModels(() => Promise.reject(new Error("down")))).rejects.toThrow("down");
  });
});
