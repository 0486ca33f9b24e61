"use client";

import { RefreshCw } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useRef } from "react";
import { CreationCard } from "@/components/creations/creation-card";
import { CreationFeed } from "@/components/creations/creation-feed";
import { resultsOf } from "@/components/creations/result";
import { useCreations } from "@/components/creations/use-creations";
import { useKeptForm } from "@/components/creations/use-kept-form";
import { useOpened } from "@/components/creations/use-opened";
import { useResultActions } from "@/components/creations/use-result-actions";
import { useQuotaOf } from "@/components/images/use-quota-of";
import { useLocale, useText } from "@/components/text-provider";
import { DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { untilLoaded } from "@/components/ui/until-loaded";
import { formatMoney } from "@/lib/core";
import type { Creation, CreationCall, CreationPage } from "@/lib/creations/schema";
import type { Quota } from "@/lib/metering/schema";
import { frames, type Extent, type VideoModel } from "@/lib/videos/schema";
import { ClipButtons, ClipMenu, ClipPrice } from "./clip-actions";
import { draftFrom, emptyDraft, isOver, keptRequest, modelOf, parseDraft, withPicture, type VideoDraft } from "./draft";
import { Example } from "./example";
import { usePosters } from "./use-posters";
import { useVideoActions } from "./use-video-actions";
import { VideoForm } from "./video-form";

const Viewer = dynamic(
  () => untilLoaded(() => import("@/components/creations/viewer")).then((module) => module.Viewer),
  { ssr: false },
);

export interface VideosStudioProps {
  models: readonly VideoModel[];
  quota: Quota;
  admin: boolean;
  userId: string;
  /** the picture that the address names as the beginning of a clip */
  picture: (Extent & { assetId: string }) | undefined;
  /** a clip that the address names to be made again, with the extent of its picture */
  from: { creation: Creation; extent: Extent | undefined } | undefined;
  /** the first page of what was made */
  page: CreationPage;
}

/** Clips from words and pictures: the form at the left, what was made at the right. */
export function VideosStudio({ models, quota: initialQuota, admin, userId, picture, from, page }: VideosStudioProps) {
  const words = useText("videos").actions;
  const locale = useLocale();
  const [draft, change] = useKeptForm<VideoDraft>(`videos:${userId}`, emptyDraft, parseDraft);
  const creations = useCreations("video", page);
  const quota = useQuotaOf(initialQuota, creations.items);
  const actions = useResultActions(creations);
  const opened = useOpened();
  const formArea = useRef<HTMLDivElement>(null);
  usePosters(creations);

  // After the form has been drawn with what it was filled with.
  const inForm = (act: (area: HTMLElement) => void) =>
    requestAnimationFrame(() => requestAnimationFrame(() => formArea.current && act(formArea.current)));
  const videos = useVideoActions(creations, {
    models,
    draft,
    change,
    focusPrompt: () => inForm((area) => area.querySelector("textarea")?.focus()),
    openModels: () => inForm((area) => area.querySelector<HTMLElement>("[data-models] button")?.click()),
  });

  // What the address names goes into the form once; then the address forgets it.
  const heeded = useRef(false);
  const { forget } = opened;
  useEffect(() => {
    if (heeded.current || (!picture && !from)) return;
    heeded.current = true;
    if (picture) change((before) => withPicture(before, picture));
    else if (from) {
      const { creation, extent } = from;
      change((before) => draftFrom(before, creation, creation.calls[0]?.seed ?? null, extent));
    }
    forget(picture ? "image" : "from");
  }, [picture, from, change, forget]);

  const { creationId, outputId } = opened;
  const { fetch } = creations;
  useEffect(() => {
    if (creationId) fetch(creationId);
  }, [creationId, fetch]);

  /** What stands beside "Try again"; nothing where the model is not on offer any more. */
  const again = (creation: Creation) => {
    const model = videos.modelFor(creation);
    if (!model) return {};
    const price = formatMoney(model.price.rateNanos, model.price.currency, locale);
    return { again: (call: CreationCall) => ({ price, ask: () => videos.retry(creation, call) }) };
  };
  const over = isOver(modelOf(draft, models), quota);
  const create = async () => {
    if (await videos.start()) document.getElementById("results")?.scrollTo({ top: 0 });
  };

  return (
    <div className="lg:grid lg:h-full lg:grid-cols-[25rem_minmax(0,1fr)]">
      <div ref={formArea} className="min-h-0 border-b lg:border-r lg:border-b-0">
        <VideoForm
          draft={draft}
          models={models}
          quota={quota}
          over={over}
          admin={admin}
          busy={videos.busy}
          onChange={change}
          onCreate={() => void create()}
        />
      </div>
      <div id="results" className="min-h-0 px-4 pt-6 pb-16 lg:overflow-y-auto lg:px-6">
        <CreationFeed
          creations={creations}
          empty={
            <Example
              model={models.find(({ kind }) => kind === "text-to-video")}
              quota={quota}
              busy={videos.busy}
              onRun={videos.run}
              onTake={(prompt) => change((before) => ({ ...before, kind: "text-to-video", prompt }))}
            />
          }
          card={(creation) => (
            <CreationCard
              key={creation.id}
              creation={creation}
              admin={admin}
              marked={creation.id === creationId}
              wide
              shape={frames[keptRequest(creation).size]}
              pictureFields={keptRequest(creation).imageId === undefined ? [] : ["image"]}
              actions={(result) => <ClipMenu result={result} videos={videos} actions={actions} />}
              onOpen={opened.open}
              onCancel={(callId) => creations.cancel(creation, callId)}
              onHide={() => creations.hide(creation)}
              {...again(creation)}
              onAgainWithOther={(call) => void videos.otherModel({ creation, call })}
              menu={
                <DropdownMenuItem
                  icon={<RefreshCw aria-hidden />}
                  disabled={!videos.modelFor(creation)}
                  trailing={<ClipPrice model={videos.modelFor(creation)} />}
                  onSelect={() => videos.again(creation)}
                >
                  {words.again}
                </DropdownMenuItem>
              }
            />
          )}
        />
      </div>
      {outputId && (
        <Viewer
          results={resultsOf(creations.items)}
          outputId={outputId}
          onGo={opened.go}
          onClose={opened.close}
          pictureFields={["image"]}
          onAgainWithOther={(result) => {
            opened.close();
            void videos.otherModel(result);
          }}
          actions={(result) => <ClipButtons result={result} videos={videos} actions={actions} onLeave={opened.close} />}
        />
      )}
    </div>
  );
}
