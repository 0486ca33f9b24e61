import type { Metadata } from "next";
import { Bench } from "@/components/bench/bench";
import { Page } from "@/components/shell/page";
import { TextProvider } from "@/components/text-provider";
import { findRun, listPresets, listRuns } from "@/lib/bench";
import { benchModes, RunParams, type BenchMode, type BenchRun } from "@/lib/bench/schema";
import { isAppError } from "@/lib/core";
import { requireUser, type UserContext } from "@/lib/http";
import { messagesFor, pickMessages } from "@/lib/i18n";
import { readQuota } from "@/lib/metering";
import { defaultChatModel, listModels } from "@/lib/models";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messagesFor((await requireUser()).locale).bench.title };
}

type Query = Record<"mode" | "run", string | string[] | undefined>;

/** Requests by hand: `mode` says of which kind, `run` shows one of the past. */
export default async function BenchPage({ searchParams }: { searchParams: Promise<Query> }) {
  const ctx = await requireUser();
  const { bench } = messagesFor(ctx.locale);
  const query = await searchParams;
  const run = await findNamed(ctx, query.run);
  const mode: BenchMode = run?.mode ?? benchModes.find((each) => each === query.mode) ?? "fim";
  const [models, quota, runs, presets] = await Promise.all([
    listModels(ctx, { subType: "chat" }),
    readQuota(ctx),
    listRuns(ctx, { mode, limit: 20 }),
    listPresets(ctx),
  ]);
  const usual = models.length > 0 ? await defaultChatModel(ctx) : undefined;
  return (
    <TextProvider locale={ctx.locale} messages={pickMessages(ctx.locale, ["bench", "json", "chat", "attachments"])}>
      <Page title={bench.title} text={bench.text}>
        <Bench
          mode={mode}
          models={models}
          usualModelId={usual?.id}
          quota={quota}
          admin={ctx.actor.role === "admin"}
          runs={runs}
          presets={presets}
          run={run}
        />
      </Page>
    </TextProvider>
  );
}

/** A run that is not there, or not the person's, is as good as none. */
async function findNamed(ctx: UserContext, id: Query["run"]): Promise<BenchRun | undefined> {
  const parsed = RunParams.safeParse({ id });
  if (!parsed.success) return undefined;
  return findRun(ctx, parsed.data).catch((error: unknown) => {
    if (isAppError(error) && error.code === "not_found") return undefined;
    throw error;
  });
}
