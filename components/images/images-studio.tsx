"use client";

import dynamic from "next/dynamic";
import { useEffect, useRef } from "react";
import { CreationFeed } from "@/components/creations/creation-feed";
import { resultsOf } from "@/components/creations/result";
import { useCreations } from "@/components/creations/use-creations";
import { useOpened } from "@/components/creations/use-opened";
import { useResultActions } from "@/components/creations/use-result-actions";
import { untilLoaded } from "@/components/ui/until-loaded";
import type { CreationPage } from "@/lib/creations/schema";
import type { ImageModel } from "@/lib/images/schema";
import type { Quota } from "@/lib/metering/schema";
import { Example } from "./example";
import { ImageForm } from "./image-form";
import { PictureCard } from "./picture-card";
import { PictureButtons } from "./result-actions";
import { useAddress } from "./use-address";
import { useImageActions } from "./use-image-actions";
import { useImageForm } from "./use-image-form";
import { useQuotaOf } from "./use-quota-of";

const Viewer = dynamic(
  () => untilLoaded(() => import("@/components/creations/viewer")).then((module) => module.Viewer),
  { ssr: false },
);

export interface ImagesStudioProps {
  /** at least one */
  models: readonly ImageModel[];
  usualModelId: string | undefined;
  usualChatModelId: string | undefined;
  quota: Quota;
  admin: boolean;
  userId: string;
  page: CreationPage;
}

/** Pictures from words and pictures: the form at the left, what was made at the right. */
export function ImagesStudio(props: ImagesStudioProps) {
  const { models, usualModelId, usualChatModelId, admin, userId } = props;
  const usual = models.find(({ id }) => id === usualModelId) ?? models[0]!;
  const form = useImageForm(models, usual, `images:${userId}`);
  const creations = useCreations("image", props.page);
  const quota = useQuotaOf(props.quota, creations.items);
  const actions = useResultActions(creations);
  const opened = useOpened();
  const formArea = useRef<HTMLDivElement>(null);
  const modelArea = useRef<HTMLDivElement>(null);

  // After the form has been drawn with what it was filled with.
  const inForm = (act: (area: HTMLElement) => void) =>
    requestAnimationFrame(() => requestAnimationFrame(() => formArea.current && act(formArea.current)));
  const images = useImageActions(creations, {
    models,
    settings: form.settings,
    change: form.change,
    focusPrompt: () => inForm((area) => area.querySelector<HTMLElement>("textarea[name=prompt]")?.focus()),
    openModels: () => inForm(() => modelArea.current?.querySelector("button")?.click()),
  });
  useAddress({ image: images.edit, from: images.repeat, prompt: images.write }, opened.forget);

  const { creationId, outputId } = opened;
  const { fetch } = creations;
  useEffect(() => {
    if (creationId) fetch(creationId);
  }, [creationId, fetch]);
  const create = async () => {
    if (!(await images.start(form.settings))) return;
    const results = document.getElementById("results");
    // Beside the form it scrolls by itself; on phones it stands below.
    results?.scrollTo({ top: 0 });
    if (!window.matchMedia("(min-width: 64rem)").matches) results?.scrollIntoView({ block: "start" });
  };

  return (
    <div className="lg:grid lg:h-full lg:grid-cols-[25rem_minmax(0,1fr)] lg:grid-rows-[minmax(0,1fr)]">
      <div ref={formArea} className="min-h-0 border-b lg:border-r lg:border-b-0">
        <ImageForm
          models={models}
          model={form.model}
          settings={form.settings}
          quota={quota}
          admin={admin}
          usualChatModelId={usualChatModelId}
          busy={images.busy}
          onChange={form.change}
          onModel={form.switchTo}
          onCreate={() => void create()}
          modelHolder={modelArea}
        />
      </div>
      <div id="results" className="min-h-0 px-4 pt-6 pb-16 lg:overflow-y-auto lg:px-6">
        <CreationFeed
          creations={creations}
          empty={
            <Example
              model={form.model.pictures?.min ? usual : form.model}
              quota={quota}
              busy={images.busy}
              onRun={(settings) => void images.start(settings)}
              onTake={(prompt) => form.change({ ...form.settings, prompt })}
            />
          }
          card={(creation) => (
            <PictureCard
              key={creation.id}
              creation={creation}
              models={models}
              admin={admin}
              marked={creation.id === creationId}
              images={images}
              actions={actions}
              onOpen={opened.open}
              onCancel={(callId) => creations.cancel(creation, callId)}
              onHide={() => creations.hide(creation)}
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
          onAgainWithOther={(result) => {
            opened.close();
            images.otherModel(result);
          }}
          actions={(result) => (
            <PictureButtons result={result} images={images} actions={actions} onLeave={opened.close} />
          )}
        />
      )}
    </div>
  );
}
