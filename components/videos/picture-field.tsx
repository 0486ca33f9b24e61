"use client";

import { ImagePlus, Images, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useId, useRef, useState, type DragEvent } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { Button, IconButton } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { untilLoaded } from "@/components/ui/until-loaded";
import { cn } from "@/lib/ui";
import { CropBox } from "./crop-box";
import { withPicture, withPictureSize, type VideoDraft } from "./draft";
import { SizeChoice } from "./size-choice";
import type { PictureUpload } from "./use-upload";

const LibraryDialog = dynamic(
  () => untilLoaded(() => import("./library-dialog")).then((module) => module.LibraryDialog),
  { ssr: false },
);

interface PictureFieldProps {
  draft: VideoDraft;
  upload: PictureUpload;
  error: string | undefined;
  onChange: (change: (before: VideoDraft) => VideoDraft) => void;
}

/** The picture a clip begins with: sent from here or one of the library, with the part of it that is used. */
export function PictureField({ draft, upload, error, onChange }: PictureFieldProps) {
  const words = useText("videos");
  const format = useFormat();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const [gone, setGone] = useState(false);
  const { picture, pictureSize } = draft;
  const shownError = upload.problem ?? (gone && !picture ? words.pictureGone : error);

  const carriesFiles = (event: DragEvent) => event.dataTransfer.types.includes("Files");
  const drop = (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) upload.send(file);
  };

  return (
    <div
      role="group"
      aria-labelledby={`${id}-label`}
      className="grid grid-cols-[minmax(0,1fr)] gap-2"
      onDragOver={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={drop}
    >
      <div className="flex items-center justify-between gap-2">
        <p id={`${id}-label`} className="text-sm font-medium">
          {words.picture}
        </p>
        {picture && (
          <div className="flex items-center gap-1">
            <IconButton size="iconSm" label={words.otherPicture} onClick={() => input.current?.click()}>
              <ImagePlus aria-hidden />
            </IconButton>
            <IconButton size="iconSm" label={words.fromLibrary} onClick={() => setChoosing(true)}>
              <Images aria-hidden />
            </IconButton>
            <IconButton
              size="iconSm"
              label={words.removePicture}
              onClick={() => onChange((before) => ({ ...before, picture: undefined }))}
            >
              <X aria-hidden />
            </IconButton>
          </div>
        )}
      </div>
      <input
        ref={input}
        type="file"
        accept="image/jpeg,image/png,image/webp,image/gif,image/avif"
        className="hidden"
        aria-label={words.choosePicture}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) upload.send(file);
          event.target.value = "";
        }}
      />
      {picture ? (
        <>
          <CropBox
            key={picture.assetId}
            picture={picture}
            size={pictureSize}
            onChange={(crop) => onChange((before) => ({ ...before, picture: { ...picture, crop } }))}
            onGone={() => {
              setGone(true);
              onChange((before) => ({ ...before, picture: undefined }));
            }}
          />
          <SizeChoice
            value={pictureSize}
            picture={picture}
            onChange={(size) => onChange((before) => withPictureSize(before, size))}
          />
        </>
      ) : (
        <div
          className={cn(
            "grid justify-items-center gap-2 rounded-lg border border-dashed border-input px-4 py-8 text-center",
            over && "border-primary bg-primary-soft",
          )}
        >
          <div className="flex flex-wrap justify-center gap-2">
            <Button variant="outline" busy={upload.progress !== undefined} onClick={() => input.current?.click()}>
              <ImagePlus aria-hidden />
              {words.choosePicture}
            </Button>
            <Button variant="outline" onClick={() => setChoosing(true)}>
              <Images aria-hidden />
              {words.fromLibrary}
            </Button>
          </div>
          <p className="text-xs text-muted-foreground">{over ? words.drop : words.pictureHint}</p>
        </div>
      )}
      {upload.progress !== undefined && (
        <p role="status" className="tabular text-xs text-muted-foreground">
          {format(words.uploading, { percent: Math.round(upload.progress * 100) })}
        </p>
      )}
      {shownError && <FieldError>{shownError}</FieldError>}
      {choosing && (
        <LibraryDialog
          onClose={() => setChoosing(false)}
          onChoose={(chosen) => {
            setChoosing(false);
            onChange((before) => withPicture(before, chosen));
          }}
        />
      )}
    </div>
  );
}
