"use client";

import { Clapperboard } from "lucide-react";
import Link from "next/link";
import { useEffect, useId, useRef, useState } from "react";
import { useFailureWords } from "@/components/failure";
import { useText } from "@/components/text-provider";
import { Button, buttonVariants } from "@/components/ui/button";
import { Label } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select } from "@/components/ui/select";
import type { Quota } from "@/lib/metering/schema";
import { videoKinds, type VideoModel } from "@/lib/videos/schema";
import type { FailureBody } from "@/lib/ui";
import { modelOf, problemOf, seedOf, withPicture, type VideoDraft } from "./draft";
import { MoreSettings } from "./more-settings";
import { PictureField } from "./picture-field";
import { PromptField } from "./prompt-field";
import { SizeChoice } from "./size-choice";
import { useUpload } from "./use-upload";
import { VideoPrice } from "./video-price";

interface VideoFormProps {
  draft: VideoDraft;
  models: readonly VideoModel[];
  quota: Quota;
  over: boolean;
  admin: boolean;
  asking: boolean;
  /** why the last one was not taken in */
  failure: Partial<FailureBody["error"]> | undefined;
  onChange: (draft: VideoDraft) => void;
  onSubmit: () => void;
}

/** What a clip is to be, what it costs, and the button that makes it. */
export function VideoForm(props: VideoFormProps) {
  const { draft, models, quota, over, admin, asking, failure, onChange, onSubmit } = props;
  const words = useText("videos");
  const id = useId();
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  });
  const upload = useUpload((picture) => onChange(withPicture(latest.current, picture)));
  const model = modelOf(draft, models);
  const fitting = models.filter(({ kind }) => kind === draft.kind);
  const problem = upload.progress === undefined ? problemOf(draft, model) : "uploading";
  const shown = (name: string) =>
    tried && problem === name ? words.problems[name as keyof typeof words.problems] : undefined;
  const seedProblem = seedOf(draft.seed) === undefined ? words.seedProblem : undefined;

  const submit = () => {
    if (asking) return;
    setTried(problem !== undefined);
    if (over || !model) return;
    if (problem === undefined) return onSubmit();
    const field = { prompt: "textarea", seed: "[data-seed]", picture: "[data-picture] button" }[problem as string];
    if (field) form.current?.querySelector<HTMLElement>(field)?.focus();
  };

  return (
    <form
      ref={form}
      aria-label={words.form}
      className="grid grid-cols-[minmax(0,1fr)] content-start gap-5"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
        event.preventDefault();
        submit();
      }}
      onPaste={(event) => {
        const file = [...event.clipboardData.files].find(({ type }) => type.startsWith("image/"));
        if (!file) return;
        event.preventDefault();
        upload.send(file);
      }}
    >
      <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
        <div className="grid gap-1.5">
          <p className="text-sm font-medium" aria-hidden>
            {words.start}
          </p>
          <SegmentedControl
            label={words.start}
            name={`${id}-kind`}
            value={draft.kind}
            options={videoKinds.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
            onChange={(kind) => onChange({ ...draft, kind })}
          />
        </div>
        {fitting.length > 0 && (
          <div className="grid min-w-0 grow gap-1.5">
            <Label htmlFor={`${id}-model`}>{words.model}</Label>
            <Select
              id={`${id}-model`}
              className="max-w-full justify-self-start [&>select]:max-w-full"
              value={model?.id ?? ""}
              onChange={(event) =>
                onChange({ ...draft, modelIds: { ...draft.modelIds, [draft.kind]: event.target.value } })
              }
            >
              {fitting.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.name}
                </option>
              ))}
            </Select>
          </div>
        )}
      </div>
      {fitting.length === 0 && <NoModel admin={admin} />}
      {draft.kind === "image-to-video" ? (
        <div data-picture>
          <PictureField draft={draft} upload={upload} error={shown("picture")} onChange={onChange} />
        </div>
      ) : (
        <SizeChoice value={draft.size} onChange={(size) => onChange({ ...draft, size })} />
      )}
      <PromptField value={draft.prompt} error={shown("prompt")} onChange={(prompt) => onChange({ ...draft, prompt })} />
      <MoreSettings draft={draft} seedProblem={seedProblem} onChange={onChange} />
      {failure && <Refused failure={failure} admin={admin} />}
      <div className="sticky bottom-0 -mx-1 flex flex-wrap items-center justify-end gap-2 border-t bg-background px-1 py-3 lg:static lg:mx-0 lg:px-0">
        {over && (
          <p role="status" className="min-w-0 grow basis-full text-sm text-warning">
            {words.problems.quota}
          </p>
        )}
        <VideoPrice model={model} quota={quota} over={over} />
        <Button type="submit" variant="primary" busy={asking} disabled={over || !model}>
          <Clapperboard aria-hidden />
          {asking ? words.creating : words.create}
        </Button>
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

function Refused({ failure, admin }: { failure: Partial<FailureBody["error"]>; admin: boolean }) {
  const { title, cause, next } = useFailureWords()(failure, admin);
  return (
    <Notice tone="danger">
      <p className="font-medium">{title}</p>
      {cause && <p>{cause}</p>}
      <p>{next}</p>
    </Notice>
  );
}
