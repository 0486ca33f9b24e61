import { Prisma, type Context } from "@/lib/db";
import { siliconflow, type Voice as ProviderVoice } from "@/lib/siliconflow";
import { deleteAtProvider } from "./remove-voice";

/** What is known here of one that the provider may have. */
export interface KnownVoice {
  id: string;
  uri: string | null;
  customName: string;
  state: "uploading" | "ready" | "failed" | "deleting";
  /** it was lost, not refused */
  gone: boolean;
}

export interface Comparison {
  /** ready here and not there */
  gone: KnownVoice[];
  /** was gone, and is there again: the list was short, or the key another account's */
  back: KnownVoice[];
  /** there a second time, under a name that one of ours alone has */
  extra: ProviderVoice[];
  /** there, and nobody's here */
  unknown: ProviderVoice[];
}

/** Compares what is known here with the provider's list. Pure. */
export function compare(known: readonly KnownVoice[], list: readonly ProviderVoice[]): Comparison {
  const there = new Set(list.map(({ uri }) => uri));
  const isThere = ({ uri }: KnownVoice) => uri !== null && there.has(uri);
  const uris = new Set(known.map(({ uri }) => uri));
  const byName = new Map(known.map((voice) => [voice.customName, voice]));
  const strange = list.filter(({ uri }) => !uris.has(uri));
  return {
    gone: known.filter((voice) => voice.state === "ready" && !isThere(voice)),
    back: known.filter((voice) => voice.state === "failed" && voice.gone && isThere(voice)),
    // One of ours that has no address yet is looked for by its own upload, or its removal.
    extra: strange.filter(({ customName }) => byName.get(customName)?.state === "ready"),
    unknown: strange.filter(({ customName }) => !byName.has(customName)),
  };
}

/**
 * Brings both sides together: voices that the provider has lost are marked, those it has again are as they were, and
 * what an unanswered upload has made twice goes.
 * @returns those that nobody here knows
 * @throws ProviderError where the list cannot be read
 */
export async function reconcileVoices(ctx: Context): Promise<ProviderVoice[]> {
  // Before the list: what becomes ready meanwhile is in neither, and not held to be gone.
  const known = await knownVoices(ctx);
  const list = await siliconflow().voices.list(ctx.signal ? { signal: ctx.signal } : {});
  // After it: what was begun meanwhile is known by its name.
  const names = new Set((await knownVoices(ctx)).map(({ customName }) => customName));
  const { gone, back, extra, unknown } = compare(known, list);
  for (const { id, uri } of gone) {
    await ctx.db.voice.updateMany({
      where: { id, uri, state: "ready" },
      data: { state: "failed", failure: { code: "provider_rejected", reason: "voice_gone" } },
    });
  }
  for (const { id, uri } of back) {
    await ctx.db.voice.updateMany({
      where: { id, uri, state: "failed" },
      data: { state: "ready", failure: Prisma.DbNull },
    });
  }
  for (const { uri } of extra) await deleteAtProvider(ctx, uri);
  return unknown.filter(({ customName }) => !names.has(customName));
}

async function knownVoices(ctx: Context): Promise<KnownVoice[]> {
  const rows = await ctx.db.voice.findMany({
    where: {},
    select: { id: true, uri: true, customName: true, state: true, failure: true },
  });
  return rows.map(({ failure, ...row }) => ({
    ...row,
    gone: (failure as { reason?: string } | null)?.reason === "voice_gone",
  }));
}
