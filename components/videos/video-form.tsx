"use client";

import { WandSparkles } from "lucide-react";
import Link from "next/link";
import { useId, useState, type ClipboardEvent, type KeyboardEvent } from "react";
import { SeedField } from "@/components/images/seed-field";
import { useText } from "@/components/text-provider";
import { Button, buttonVariants } from "@/components/ui/button";
import { Field, fieldAttributes } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { Quota } from "@/lib/metering/schema";
import { MAX_PROMPT, MAX_SEED, videoKinds, type VideoModel } from "@/lib/videos/schema";
import { modelOf, problemOf, withPicture, type VideoDraft } from "./draft";
import { PictureField } from "./picture-field";
import { PromptField } from "./prompt-field";
import { SizeChoice } from "./size-choice";
import { useUpload } from "./use-upload";
import { VideoModelMenu } from "./video-model-menu";
import { VideoPrice } from "./video-price";

interface VideoFormProps {
  draft: VideoDraft;
  models: readonly VideoModel[];
  quota: Quota;
  over: boolean;
  admin: boolean;
  busy: boolean;
  onChange: (change: VideoDraft | ((before: VideoDraft) => VideoDraft)) => void;
  onCreate: () => void;
}

const seeds = { min: 0, max: MAX_SEED };

/** What a clip is to be: what it begins with, the words, the model and its settings, and the price beside the button. */
export function VideoForm({ draft, models, quota, over, admin, busy, onChange, onCreate }: VideoFormProps) {
  const words = useText("videos");
  const id = useId();
  const [tried, setTried] = useState(false);
  const upload = useUpload((picture) => onChange((before) => withPicture(before, picture)));
  const set = (change: Partial<VideoDraft>) => onChange((before) => ({ ...before, ...change }));
  const model = modelOf(draft, models);
  const fitting = models.filter(({ kind }) => kind === draft.kind);
  const problem = upload.progress === undefined ? problemOf(draft, model) : "uploading";

  const create = () => {
    if (busy || over || !model) return;
    setTried(problem !== undefined);
    if (problem === undefined) onCreate();
    else if (problem === "prompt") document.getElementById(`${id}-prompt`)?.focus();
    else document.getElementById(`${id}-picture`)?.querySelector("button")?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    create();
  };
  const onPaste = (event: ClipboardEvent) => {
    const { files, types } = event.clipboardData;
    const picture = [...files].find(({ type }) => type.startsWith("image/"));
    if (!picture || types.includes("text/plain")) return;
    event.preventDefault();
    upload.send(picture);
  };

  return (
    <form
      aria-label={words.form}
      className="flex min-h-0 flex-col lg:h-full"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        create();
      }}
      onKeyDown={onKeyDown}
      onPaste={onPaste}
    >
      <div className="grid min-h-0 grow grid-cols-[minmax(0,1fr)] content-start gap-4 p-4 lg:overflow-y-auto lg:px-5 lg:pt-6">
        <h1 className="text-xl font-semibold tracking-tight">{words.title}</h1>
        <SegmentedControl
          label={words.start}
          name={`${id}-kind`}
          className="justify-self-start"
          value={draft.kind}
          options={videoKinds.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
          onChange={(kind) => set({ kind })}
        />
        {model ? (
          <VideoModelMenu
            models={fitting}
            model={model}
            onChoose={({ id: chosen }) => set({ modelIds: { ...draft.modelIds, [draft.kind]: chosen } })}
          />
        ) : (
          <NoModel admin={admin} />
        )}
        {draft.kind === "image-to-video" ? (
          <div id={`${id}-picture`}>
            <PictureField
              draft={draft}
              upload={upload}
              error={tried && problem === "picture" ? words.problems.picture : undefined}
              onChange={onChange}
            />
          </div>
        ) : (
          <SizeChoice value={draft.size} onChange={(size) => set({ size })} />
        )}
        <PromptField
          id={`${id}-prompt`}
          value={draft.prompt}
          error={tried && problem === "prompt" ? words.problems.prompt : undefined}
          onChange={(prompt) => set({ prompt })}
        />
        <Field id={`${id}-negative`} label={words.negative} hint={words.negativeHint}>
          <Input
            {...fieldAttributes(`${id}-negative`, { hint: words.negativeHint })}
            maxLength={MAX_PROMPT}
            value={draft.negativePrompt}
            onChange={(event) => set({ negativePrompt: event.target.value })}
          />
        </Field>
        <SeedField range={seeds} seed={draft.seed} count={1} onChange={(seed) => set({ seed })} />
      </div>
      <div className="grid gap-2 border-t bg-background px-4 py-3 lg:px-5">
        {(over || (tried && problem === "uploading")) && (
          <p role="status" className="text-sm text-warning">
            {over ? words.problems.quota : words.problems.uploading}
          </p>
        )}
        <div className="flex flex-wrap items-center justify-end gap-2">
          <VideoPrice model={model} quota={quota} over={over} />
          <Button type="submit" variant="primary" busy={busy} disabled={over || !model} data-tooltip={words.createKeys}>
            {!busy && <WandSparkles aria-hidden />}
            {words.create}
          </Button>
        </div>
      </div>
    </form>
  );
}

function NoModel({ admin }: { admin: boolean }) {
  const words = useText("videos");
  return (
    <Notice>
      <p>{words.noModel}</p>
      {admin && (
        <>
          <p>{words.noModelAdmin}</p>
          <Link href="/admin/models" prefetch={false} className={buttonVariants({ variant: "link" })}>
            {words.setPrices}
          </Link>
        </>
      )}
    </Notice>
  );
}
