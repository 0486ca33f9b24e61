"use client";

import { SlidersHorizontal, WandSparkles } from "lucide-react";
import { useId, useState, type ClipboardEvent, type KeyboardEvent, type Ref } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { usualSettings, type ImageModel, type ImageSettings } from "@/lib/images/schema";
import type { Quota } from "@/lib/metering/schema";
import { ImagesPrice } from "./images-price";
import { InputPictures } from "./input-pictures";
import { ImageModelMenu } from "./image-model-menu";
import { findObstacle } from "./obstacle";
import { PromptFields } from "./prompt-fields";
import { SettingFields } from "./setting-fields";
import { useObstacleText } from "./use-problem-text";
import { useUploads } from "./use-uploads";

export interface ImageFormProps {
  models: readonly ImageModel[];
  model: ImageModel;
  settings: ImageSettings;
  quota: Quota;
  admin: boolean;
  usualChatModelId: string | undefined;
  busy: boolean;
  onChange: (change: (before: ImageSettings) => ImageSettings) => void;
  onModel: (model: ImageModel) => void;
  onCreate: () => void;
  modelHolder: Ref<HTMLDivElement>;
}

/** What is asked for: words, pictures to work from, the model and its settings, and the price beside the button. */
export function ImageForm(props: ImageFormProps) {
  const { models, model, settings, quota, admin, usualChatModelId, busy, onChange, onModel, onCreate } = props;
  const words = useText("images");
  const format = useFormat();
  const obstacleText = useObstacleText(quota, admin);
  const [sheet, setSheet] = useState(false);
  // What is missing is said once somebody has tried, what is wrong at once.
  const [tried, setTried] = useState(false);
  const id = useId();
  const most = model.pictures?.max ?? 0;
  const set = (change: Partial<ImageSettings>) => onChange((before) => ({ ...before, ...change }));
  const { uploads, room, send } = useUploads(most - settings.inputAssetIds.length, (assetId) =>
    onChange((before) => ({ ...before, inputAssetIds: [...before.inputAssetIds, assetId].slice(0, most) })),
  );
  const obstacle = findObstacle(model, settings, { uploading: uploads.length > 0, quota });
  const missing =
    obstacle?.reason === "prompt" ||
    obstacle?.reason === "uploading" ||
    (obstacle?.reason === "problem" && obstacle.problem.reason === "pictures_missing");

  const addFiles = (files: readonly File[]) => {
    if (files.length === 0) return;
    if (most === 0) {
      toast({ text: words.inputs.notTaken, tone: "danger" });
      return;
    }
    for (const file of files.slice(0, room)) void send(file);
    const left = files.length - room;
    if (left > 0) toast({ text: format(words.inputs.tooMany, { max: most, left }), tone: "danger" });
  };
  const create = () => {
    setTried(true);
    if (obstacle) {
      if (obstacle.reason === "prompt") document.getElementById(`${id}-prompt`)?.focus();
      return;
    }
    setTried(false);
    onCreate();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    const command = event.metaKey || event.ctrlKey;
    // A plain Enter in a field of one line would send the form, and what it sends is paid for.
    if (!command && event.target instanceof HTMLInputElement) event.preventDefault();
    if (!command) return;
    event.preventDefault();
    if (!busy) create();
  };
  const onPaste = (event: ClipboardEvent) => {
    const { files, types } = event.clipboardData;
    if (files.length === 0 || types.includes("text/plain")) return;
    event.preventDefault();
    addFiles([...files]);
  };
  const promptMissing = tried && obstacle?.reason === "prompt" ? words.problems.prompt : undefined;
  const fields = <SettingFields model={model} settings={settings} onChange={set} />;
  const reset = (
    <Button
      variant="ghost"
      size="sm"
      className="justify-self-start"
      onClick={() =>
        onChange(({ prompt, negativePrompt, inputAssetIds }) => ({
          ...usualSettings(model, prompt),
          ...(negativePrompt !== undefined && { negativePrompt }),
          inputAssetIds,
        }))
      }
    >
      {words.reset}
    </Button>
  );

  return (
    <form
      aria-label={words.form}
      className="flex min-h-0 flex-col lg:h-full"
      onSubmit={(event) => {
        event.preventDefault();
        create();
      }}
      onKeyDown={onKeyDown}
      onPaste={onPaste}
    >
      <div className="grid min-h-0 grow content-start gap-4 p-4 lg:overflow-y-auto lg:px-5 lg:pt-6">
        <h1 className="text-xl font-semibold tracking-tight">{words.title}</h1>
        <ImageModelMenu models={models} model={model} onChoose={onModel} holder={props.modelHolder} />
        {model.pictures && (
          <InputPictures
            assetIds={settings.inputAssetIds}
            uploads={uploads}
            min={model.pictures.min}
            max={model.pictures.max}
            onFiles={addFiles}
            onChange={(inputAssetIds) => set({ inputAssetIds })}
          />
        )}
        <PromptFields
          id={id}
          model={model}
          settings={settings}
          usualChatModelId={usualChatModelId}
          problem={promptMissing}
          onChange={set}
        />
        <div className="grid gap-4 max-lg:hidden">
          {fields}
          {reset}
        </div>
      </div>
      <div className="grid gap-2 border-t bg-background px-4 py-3 lg:px-5">
        {obstacle && (!missing || tried) && !promptMissing && (
          <p role="status" className="text-sm text-warning">
            {obstacleText(obstacle)}
          </p>
        )}
        <div className="flex flex-wrap items-center justify-end gap-2">
          <Button variant="outline" className="mr-auto lg:hidden" onClick={() => setSheet(true)}>
            <SlidersHorizontal aria-hidden />
            {words.settings}
          </Button>
          <ImagesPrice model={model} count={settings.count} quota={quota} />
          <Button
            type="submit"
            variant="primary"
            busy={busy}
            disabled={obstacle?.reason === "over"}
            data-tooltip={words.createKeys}
          >
            {!busy && <WandSparkles aria-hidden />}
            {words.create}
          </Button>
        </div>
      </div>
      {sheet && (
        <Sheet open onOpenChange={setSheet} title={words.settings} description={words.settingsText} footer={reset}>
          {fields}
        </Sheet>
      )}
    </form>
  );
}
