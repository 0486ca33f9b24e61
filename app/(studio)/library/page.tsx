import type { Metadata } from "next";
import { Library } from "@/components/library/library";
import { firstThumbnails } from "@/components/library/thumbnail";
import { TextProvider } from "@/components/text-provider";
import { env } from "@/lib/env";
import { requireUser } from "@/lib/http";
import { messagesFor, pickMessages } from "@/lib/i18n";
import { listLibrary, listLibraryModels } from "@/lib/library";
import { ListLibraryInput } from "@/lib/library/schema";
import { storageUse } from "@/lib/storage";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messagesFor((await requireUser()).locale).library.title };
}

type Query = Record<string, string | string[] | undefined>;

/** Everything made and sent. Filters stand in the address, and the item that is open. */
export default async function LibraryPage({ searchParams }: { searchParams: Promise<Query> }) {
  const ctx = await requireUser();
  const input = toInput(await searchParams);
  const [page, models, use] = await Promise.all([
    input && listLibrary(ctx, input),
    listLibraryModels(ctx),
    storageUse(ctx),
  ]);
  return (
    <TextProvider locale={ctx.locale} messages={pickMessages(ctx.locale, ["library", "creations", "player", "speech"])}>
      {/* fetched along with the scripts that will draw them */}
      {firstThumbnails(page?.items ?? []).map((address) => (
        <link key={address} rel="preload" as="image" href={address} />
      ))}
      <Library page={page} models={models} use={use} trashDays={env().TRASH_DAYS} />
    </TextProvider>
  );
}

/** What the server can fetch along with the page; which moments the reader's days are, only the browser knows. */
function toInput({ kind, origin, model, favourite, trash, q, from, until }: Query): ListLibraryInput | undefined {
  if (from ?? until) return undefined;
  const given = { kind, origin, model, favourite, trash, query: q };
  const named = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = ListLibraryInput.safeParse(named);
  return parsed.success ? { ...parsed.data, limit: 100 } : undefined;
}
