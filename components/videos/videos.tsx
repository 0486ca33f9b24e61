"use client";

import { Copy, Download, RotateCcw, Shuffle } from "lucide-react";
import dynamic from "next/dynamic";
import { useCallback, useEffect, useRef, useState } from "react";
import { remainingOf } from "@/components/chat/estimate";
import { useQuota } from "@/components/chat/use-quota";
import { CreationCard } from "@/components/creations/creation-card";
import { CreationFeed } from "@/components/creations/creation-feed";
import { isUnderWay } from "@/components/creations/creation-list";
import { resultsOf, seedOf, type Result } from "@/components/creations/result";
import { downloadAddress, ResultMenu } from "@/components/creations/result-menu";
import { useCreations } from "@/components/creations/use-creations";
import { useResultActions } from "@/components/creations/use-result-actions";
import { useFormat, useText } from "@/components/text-provider";
import { Button, buttonVariants } from "@/components/ui/button";
import { DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { EmptyState } from "@/components/ui/empty-state";
import { toast } from "@/components/ui/toast";
import { newId } from "@/lib/core";
import type { Creation, CreationPage } from "@/lib/creations/schema";
import type { Quota } from "@/lib/metering/schema";
import { ApiError, type FailureBody } from "@/lib/ui";
import { frames, writePrompt, type Extent, type StartVideoInput, type VideoModel } from "@/lib/videos/schema";
import { startVideo } from "./api";
import { draftFrom, emptyDraft, keptRequest, modelOf, toInput, withPicture, type VideoDraft } from "./draft";
import { extentOf } from "./extent-of";
import { usePosters } from "./use-posters";
import { VideoForm } from "./video-form";

const Viewer = dynamic(() => import("@/components/creations/viewer").then((module) => module.Viewer), { ssr: false });

export interface VideosProps {
  models: readonly VideoModel[];
  quota: Quota;
  admin: boolean;
  /** the picture that the address names as the beginning of a clip */
  picture: (Extent & { assetId: string }) | undefined;
  /** a clip that the address names to be made again, with the extent of its picture */
  from: { creation: Creation; extent: Extent | undefined } | undefined;
  /** the first page of what was made */
  initial: CreationPage;
  /** what the address names as open */
  openId: string | undefined;
}

/** What was written, for as long as this page of the browser lives. */
const kept: { draft?: VideoDraft } = {};

/** Clips: the form, and everything that was made with it. */
export function Videos({ models, quota: initialQuota, admin, picture, from, initial, openId }: VideosProps) {
  const words = useText("videos");
  const { copyPrompt, download } = useText("creations");
  const format = useFormat();
  const [draft, setDraft] = useState(() => {
    const before = kept.draft ?? emptyDraft;
    if (from) return draftFrom(before, from.creation, from.creation.calls[0]?.seed ?? null, from.extent);
    return picture ? withPicture(before, picture) : before;
  });
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<Partial<FailureBody["error"]>>();
  const [opened, setOpened] = useState(openId);
  const creations = useCreations("video", initial);
  const actions = useResultActions(creations);
  const form = useRef<HTMLDivElement>(null);
  const attempt = useRef<{ key: string; request: string }>(undefined);
  usePosters(creations);

  const underWay = creations.items.some(isUnderWay);
  const quota = useQuota(initialQuota, underWay || asking);
  const model = modelOf(draft, models);
  const remaining = remainingOf(quota);
  const over = model !== undefined && remaining !== null && BigInt(model.price.rateNanos) > remaining;

  useEffect(() => {
    kept.draft = draft;
  }, [draft]);
  const show = useCallback((outputId: string | undefined) => {
    setOpened(outputId);
    window.history.replaceState(null, "", outputId === undefined ? "/videos" : `/videos?open=${outputId}`);
  }, []);
  const close = useCallback(() => show(undefined), [show]);

  // What the address names is in the form now: a reload is not to put it there again.
  const named = picture !== undefined || from !== undefined;
  useEffect(() => {
    if (named) window.history.replaceState(null, "", "/videos");
  }, [named]);

  const start = async (input: StartVideoInput) => {
    setAsking(true);
    setFailure(undefined);
    try {
      creations.put(await startVideo(input));
      attempt.current = undefined;
    } catch (error) {
      setFailure((error instanceof ApiError ? error.body : undefined) ?? {});
    } finally {
      setAsking(false);
    }
  };
  const submit = () => {
    if (!model) return;
    // Sent again after an answer that never came, the same wish has the same key.
    const request = JSON.stringify(toInput(draft, model, ""));
    if (attempt.current?.request !== request) attempt.current = { key: newId(), request };
    void start(toInput(draft, model, attempt.current.key));
  };
  const load = async (creation: Creation, seed: number | null) => {
    const { imageId } = keptRequest(creation);
    const extent = imageId === undefined ? undefined : await extentOf(imageId);
    setDraft(draftFrom(draft, creation, seed, extent));
    close();
    form.current?.scrollIntoView({ block: "start" });
    form.current?.querySelector<HTMLElement>("button[type=submit]")?.focus({ preventScroll: true });
    toast({ text: format(words.loaded, { create: words.create }) });
  };
  const again = (result: Pick<Result, "creation" | "call">) => void load(result.creation, seedOf(result.call));
  const vary = ({ creation }: Pick<Result, "creation">) => void load(creation, null);

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-10 gap-y-8 lg:grid-cols-[24rem_minmax(0,1fr)]">
      <div ref={form} className="scroll-mt-4">
        <VideoForm
          draft={draft}
          models={models}
          quota={quota}
          over={over}
          admin={admin}
          asking={asking}
          failure={failure}
          onChange={setDraft}
          onSubmit={submit}
        />
      </div>
      <CreationFeed
        creations={creations}
        empty={
          <EmptyState
            title={words.emptyTitle}
            action={
              <Button
                variant="outline"
                onClick={() => setDraft({ ...draft, kind: "text-to-video", prompt: writePrompt(words.example.fox) })}
              >
                {format(words.emptyAction, { name: words.exampleNames.fox })}
              </Button>
            }
          >
            {words.empty}
          </EmptyState>
        }
        card={(creation) => (
          <CreationCard
            key={creation.id}
            creation={creation}
            admin={admin}
            wide
            shape={frames[keptRequest(creation).size]}
            pictureFields={pictureFields(creation)}
            actions={(result) => (
              <ResultMenu result={result} actions={actions}>
                <DropdownMenuItem icon={<RotateCcw aria-hidden />} onSelect={() => again(result)}>
                  {words.again}
                </DropdownMenuItem>
                <DropdownMenuItem icon={<Shuffle aria-hidden />} onSelect={() => vary(result)}>
                  {words.vary}
                </DropdownMenuItem>
              </ResultMenu>
            )}
            onOpen={({ output }) => show(output.id)}
            onCancel={(callId) => creations.cancel(creation, callId)}
            onHide={() => creations.hide(creation)}
            onAgain={() => vary({ creation })}
            onAgainWithOther={(call) => again({ creation, call })}
          />
        )}
      />
      {opened !== undefined && (
        <Viewer
          results={resultsOf(creations.items)}
          outputId={opened}
          onGo={({ output }) => show(output.id)}
          onClose={close}
          actions={(result) => (
            <>
              <Button variant="outline" data-tooltip={words.againHint} onClick={() => again(result)}>
                <RotateCcw aria-hidden />
                {words.again}
              </Button>
              <Button variant="outline" data-tooltip={words.varyHint} onClick={() => vary(result)}>
                <Shuffle aria-hidden />
                {words.vary}
              </Button>
              <Button variant="outline" onClick={() => actions.copyPrompt(result)}>
                <Copy aria-hidden />
                {copyPrompt}
              </Button>
              <a className={buttonVariants({ variant: "outline" })} href={downloadAddress(result.asset.id)} download>
                <Download aria-hidden />
                {download}
              </a>
            </>
          )}
          pictureFields={["image"]}
          onAgainWithOther={again}
        />
      )}
    </div>
  );
}

function pictureFields(creation: Creation): readonly string[] {
  return keptRequest(creation).imageId === undefined ? [] : ["image"];
}
