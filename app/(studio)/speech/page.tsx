import type { Metadata } from "next";
import { SpeechStudio } from "@/components/speech/speech-studio";
import { TextProvider } from "@/components/text-provider";
import { isAppError } from "@/lib/core";
import { listCreations } from "@/lib/creations";
import { requireUser, type UserContext } from "@/lib/http";
import { messagesFor, pickMessages } from "@/lib/i18n";
import { readQuota } from "@/lib/metering";
import { findSpeech, listSpeechModels } from "@/lib/speech";
import { SpeechParams, type Speech } from "@/lib/speech/schema";
import { listVoices } from "@/lib/voices";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messagesFor((await requireUser()).locale).speech.title };
}

type Query = Record<"from" | "voice", string | string[] | undefined>;

/**
 * Text that is spoken: `from` names a speech to be made again, `voice` one of the person's voices, `creation` what is
 * shown.
 */
export default async function SpeechPage({ searchParams }: { searchParams: Promise<Query> }) {
  const ctx = await requireUser();
  const query = await searchParams;
  const [models, quota, page, voices, from] = await Promise.all([
    listSpeechModels(ctx),
    readQuota(ctx),
    listCreations(ctx, { kind: "speech", limit: 20 }),
    listVoices(ctx),
    findMade(ctx, query.from),
  ]);
  return (
    <TextProvider
      locale={ctx.locale}
      messages={pickMessages(ctx.locale, ["speech", "readAloud", "player", "recording", "creations"])}
    >
      <SpeechStudio
        models={models}
        voices={voices}
        quota={quota}
        admin={ctx.actor.role === "admin"}
        userId={ctx.actor.userId}
        from={from}
        voice={voices.find(({ id, state }) => id === query.voice && state === "ready")}
        page={page}
      />
    </TextProvider>
  );
}

/** A speech that is not there, or not the person's, is as good as none. */
async function findMade(ctx: UserContext, id: Query["from"]): Promise<Speech | undefined> {
  const parsed = SpeechParams.safeParse({ id });
  if (!parsed.success) return undefined;
  try {
    return await findSpeech(ctx, parsed.data);
  } catch (error) {
    if (isAppError(error) && error.code === "not_found") return undefined;
    throw error;
  }
}
