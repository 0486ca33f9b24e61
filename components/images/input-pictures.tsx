"use client";

import { FolderOpen, ImagePlus, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState, type DragEvent } from "react";
import { Thumbnail } from "@/components/chat/attachments/thumbnail";
import { useFormat, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { untilLoaded } from "@/components/ui/until-loaded";
import { cn } from "@/lib/ui";
import type { PictureUpload } from "./use-uploads";

const LibraryDialog = dynamic(
  () => untilLoaded(() => import("./library-dialog")).then((module) => module.LibraryDialog),
  { ssr: false },
);

interface InputPicturesProps {
  assetIds: readonly string[];
  uploads: readonly PictureUpload[];
  min: number;
  max: number;
  onFiles: (files: readonly File[]) => void;
  onChange: (assetIds: string[]) => void;
}

/** Pictures to work from, in the order the model sees them: dropped, pasted, chosen, or from the library. */
export function InputPictures({ assetIds, uploads, min, max, onFiles, onChange }: InputPicturesProps) {
  const words = useText("images").inputs;
  const format = useFormat();
  const input = useRef<HTMLInputElement>(null);
  const area = useRef<HTMLFieldSetElement>(null);
  const [over, setOver] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const full = assetIds.length + uploads.length >= max;

  const carriesFiles = (event: DragEvent) => event.dataTransfer.types.includes("Files");
  const remove = (assetId: string) => {
    onChange(assetIds.filter((each) => each !== assetId));
    requestAnimationFrame(() => area.current?.querySelector("button")?.focus());
  };
  return (
    <fieldset
      ref={area}
      className={cn(
        "grid gap-2 rounded-lg border border-dashed border-input p-3",
        over && "border-primary bg-primary-soft",
      )}
      onDragOver={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setOver(false)}
      onDrop={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      <legend className="sr-only">{words.label}</legend>
      <p className="text-xs text-muted-foreground">
        <span className="font-medium text-foreground">{words.label}</span>{" "}
        {over ? words.drop : min > 0 && assetIds.length === 0 ? words.needed : words.optional}
        {max > 1 && <span className="ml-1">{format(words.most, { max })}</span>}
      </p>
      {(assetIds.length > 0 || uploads.length > 0) && (
        <ul className="flex flex-wrap gap-2">
          {assetIds.map((assetId, index) => {
            const name = format(words.picture, { index: index + 1 });
            return (
              <li key={assetId} className="relative">
                <Thumbnail assetId={assetId} alt={name} className="size-20 rounded-md border" />
                <button
                  type="button"
                  aria-label={format(words.remove, { name })}
                  className="touch absolute top-1 right-1 grid size-6 place-items-center rounded-md bg-black/60 text-white hover:bg-black/80"
                  onClick={() => remove(assetId)}
                >
                  <X className="size-3.5" aria-hidden />
                </button>
              </li>
            );
          })}
          {uploads.map(({ key, name, progress }) => (
            <li
              key={key}
              className="grid size-20 place-items-center rounded-md border bg-secondary text-xs text-muted-foreground"
            >
              <Spinner label={format(words.uploading, { name, percent: Math.round(progress * 100) })} />
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-2">
        <Button size="sm" variant="outline" disabled={full} onClick={() => input.current?.click()}>
          <ImagePlus aria-hidden />
          {words.add}
        </Button>
        <Button size="sm" variant="outline" disabled={full} onClick={() => setChoosing(true)}>
          <FolderOpen aria-hidden />
          {words.library}
        </Button>
      </div>
      <input
        ref={input}
        type="file"
        accept="image/*"
        multiple={max > 1}
        hidden
        aria-label={words.add}
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          target.value = "";
        }}
      />
      {choosing && (
        <LibraryDialog
          onChoose={({ id }) => {
            if (!assetIds.includes(id)) onChange([...assetIds, id]);
            setChoosing(false);
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </fieldset>
  );
}
