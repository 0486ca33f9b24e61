import { renderToStaticMarkup } from "react-dom/server";
import type { ReactNode } from "react";
import { AppRouterContext } from "next/dist/shared/lib/app-router-context.shared-runtime";
import { expect, it } from "vitest";
import { DetailsPanel } from "@/components/library/details-panel";
import { LibraryEmpty } from "@/components/library/empty";
import { ItemFacts } from "@/components/library/item-facts";
import { ItemShares } from "@/components/library/item-shares";
import { ItemUses } from "@/components/library/item-uses";
import { StorageMeter } from "@/components/library/storage-meter";
import { Tile } from "@/components/library/tile";
import { TextProvider } from "@/components/text-provider";
import { locales, type Locale } from "@/lib/core";
import { messagesFor } from "@/lib/i18n";
import type { ItemDetails, LibraryItem } from "@/lib/library/schema";
import { assetKinds } from "@/lib/media/schema";

const item: LibraryItem = {
  id: "0196f000-0000-7000-8000-000000000001",
  kind: "picture",
  name: "tower.png",
  mediaType: "image/png",
  sizeBytes: 120_000,
  width: 1024,
  height: 768,
  durationMs: null,
  blur: "data:image/webp;base64,AA",
  origin: "image",
  modelId: "maker/painter",
  prompt: "a tower",
  favourite: true,
  missing: false,
  trashedAt: null,
  createdAt: "2026-11-23T12:00:00.000Z",
};

const details: ItemDetails = {
  item,
  sha256: "ab".repeat(32),
  modelName: "Painter",
  made: {
    creationId: item.id,
    kind: "image",
    modelId: "maker/painter",
    modelName: "Painter",
    request: { prompt: "a tower" },
    seed: 42,
    receipt: {
      modelId: "maker/painter",
      parameters: { num_inference_steps: 20 },
      units: { images: 1 },
      rates: { images: "20000000" },
      costNanos: "20000000",
      currency: "USD",
      basis: "reported",
      seed: 42,
      traceId: "t1",
      inferenceMs: 900,
      totalMs: 1_200,
    },
    madeTogether: 4,
    askedAt: item.createdAt,
  },
  uses: [
    { type: "conversation", id: "c", title: "", messageId: "m" },
    { type: "creation", id: "d", kind: "video", prompt: "waves" },
  ],
  shares: [
    {
      id: "s",
      assetId: item.id,
      name: item.name,
      withPrompt: true,
      state: "open",
      createdAt: item.createdAt,
      expiresAt: null,
    },
  ],
  goesAt: null,
};

const router = {
  push: () => {},
  replace: () => {},
  refresh: () => {},
  back: () => {},
  forward: () => {},
  prefetch: () => {},
} as unknown as NonNullable<React.ContextType<typeof AppRouterContext>>;

function draw(locale: Locale, node: ReactNode): string {
  const { library, creations, common, failure, player, speech } = messagesFor(locale);
  return renderToStaticMarkup(
    <AppRouterContext value={router}>
      <TextProvider locale={locale} messages={{ library, creations, common, failure, player, speech }}>
        {node}
      </TextProvider>
    </AppRouterContext>,
  );
}

const actions = {
  trash: async () => {},
  restore: async () => {},
  remove: async () => {},
  favourite: async () => {},
  zip: async () => {},
  useInChat: () => {},
  failed: () => {},
};

it.each(locales.flatMap((locale) => assetKinds.map((kind) => [locale, kind] as const)))(
  "in %s a %s has a tile with a name, and a panel to look at it",
  (locale, kind) => {
    const words = messagesFor(locale).library;
    const shown = { ...item, kind, durationMs: kind === "video" || kind === "audio" ? 4_000 : null };
    const tile = draw(
      locale,
      <Tile item={shown} index={0} sizePx={100} href="/library?item=1" selected={false} active selecting={false} />,
    );
    expect(tile).toContain(`${words.one[kind]}`);
    expect(tile).toContain(words.inFavourites);
    const common = { id: item.id, known: shown, actions, onPrevious: undefined, onNext: () => {} };
    const none = () => {};
    const panel = draw(
      locale,
      <DetailsPanel {...common} onClose={none} onLeft={none} onFound={none} onDelete={none} onChanged={none} />,
    );
    expect(panel).toContain("a tower");
    expect(panel).toContain(words.details.loading);
    expect(panel).toContain(`/api/assets/${item.id}`);
  },
);

it.each(locales)("in %s the details say all that is known", (locale) => {
  const words = messagesFor(locale).library;
  const facts = draw(locale, <ItemFacts item={item} details={details} onChanged={() => {}} failed={() => {}} />);
  for (const text of ["a tower", "Painter", "42", "1024 × 768", "120 kB", details.sha256, "$0.02"]) {
    expect(facts).toContain(text);
  }
  const uses = draw(locale, <ItemUses uses={details.uses} />);
  expect(uses).toContain('href="/chat/c"');
  expect(uses).toContain('href="/videos?creation=d"');
  expect(uses).toContain(words.details.untitled);
  const shares = draw(locale, <ItemShares shares={details.shares} onRevoked={() => {}} />);
  expect(shares).toContain(words.share.states.open);
  expect(shares).toContain(words.share.withPromptShort);
});

it.each(locales)("in %s what is empty says why, and a full storage what to do", (locale) => {
  const words = messagesFor(locale).library;
  const empty = (filters: object) => draw(locale, <LibraryEmpty filters={filters} trashDays={30} onClear={() => {}} />);
  expect(empty({})).toContain(`/images?prompt=${encodeURIComponent(words.empty.example)}`);
  expect(empty({ trash: true })).toContain("30");
  expect(empty({ q: "x" })).toContain(words.empty.filtered);
  const meter = (usedBytes: number, limitBytes: number | null) =>
    draw(locale, <StorageMeter use={{ usedBytes, limitBytes, ownLimit: false, kinds: [] }} />);
  expect(meter(1_500_000_000, 20_000_000_000)).toContain("1.5 GB");
  expect(meter(19_000_000_000, 20_000_000_000)).toContain(words.use.nearlyFull);
  expect(meter(21_000_000_000, 20_000_000_000)).toContain(words.use.full);
  expect(meter(5, null)).not.toContain('role="meter"');
});
