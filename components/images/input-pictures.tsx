"use client";

import { ChevronLeft, ChevronRight, FolderOpen, ImagePlus, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState, type DragEvent, type ReactNode } from "react";
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

/** Marks a drag as one of these pictures, not of a file. */
const dragType = "application/x-silica-input";

/** Pictures to work from, in the order the model sees them: dropped, pasted, chosen, or from the library. */
export function InputPictures({ assetIds, uploads, min, max, onFiles, onChange }: InputPicturesProps) {
  const words = useText("images").inputs;
  const format = useFormat();
  const input = useRef<HTMLInputElement>(null);
  const area = useRef<HTMLFieldSetElement>(null);
  const [over, setOver] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const [dragged, setDragged] = useState<string>();
  const [moved, setMoved] = useState("");
  const full = assetIds.length + uploads.length >= max;

  const carriesFiles = (event: DragEvent) => event.dataTransfer.types.includes("Files");
  const remove = (assetId: string) => {
    onChange(assetIds.filter((each) => each !== assetId));
    requestAnimationFrame(() => area.current?.querySelector("button")?.focus());
  };
  const several = assetIds.length > 1;
  const move = (assetId: string, to: number) => {
    const others = assetIds.filter((each) => each !== assetId);
    onChange([...others.slice(0, to), assetId, ...others.slice(to)]);
  };
  const moveTo = (assetId: string, to: number) => {
    move(assetId, to);
    setMoved(format(words.moved, { index: to + 1, count: assetIds.length }));
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
              <li
                key={assetId}
                className={cn("relative", several && "cursor-grab", dragged === assetId && "opacity-50")}
                draggable={several}
                onDragStart={(event) => {
                  event.dataTransfer.effectAllowed = "move";
                  event.dataTransfer.setData(dragType, assetId);
                  setDragged(assetId);
                }}
                onDragEnd={() => setDragged(undefined)}
                onDragOver={(event) => {
                  if (dragged === undefined) return;
                  event.preventDefault();
                  if (dragged !== assetId) move(dragged, index);
                }}
                onDrop={(event) => dragged !== undefined && event.preventDefault()}
              >
                <Thumbnail
                  assetId={assetId}
                  alt={name}
                  className={cn("pointer-events-none rounded-md border", several ? "size-24" : "size-20")}
                />
                {several && (
                  <>
                    <span
                      className="tabular absolute top-1 left-1 grid size-6 place-items-center rounded-md bg-black/60 text-xs text-white"
                      aria-hidden
                    >
                      {index + 1}
                    </span>
                    <MoveButton
                      label={format(words.earlier, { name })}
                      className="left-1"
                      disabled={index === 0}
                      onMove={() => moveTo(assetId, index - 1)}
                    >
                      <ChevronLeft className="size-3.5" aria-hidden />
                    </MoveButton>
                    <MoveButton
                      label={format(words.later, { name })}
                      className="right-1"
                      disabled={index === assetIds.length - 1}
                      onMove={() => moveTo(assetId, index + 1)}
                    >
                      <ChevronRight className="size-3.5" aria-hidden />
                    </MoveButton>
                  </>
                )}
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
      <p role="status" className="sr-only">
        {moved}
      </p>
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

interface MoveButtonProps {
  label: string;
  className: string;
  disabled: boolean;
  onMove: () => void;
  children: ReactNode;
}

/** Moving a picture takes the focus from it: it is given back. At the end of the line it is not taken away either. */
function MoveButton({ label, className, disabled, onMove, children }: MoveButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-disabled={disabled}
      className={cn(
        "touch absolute bottom-1 grid size-6 place-items-center rounded-md bg-black/60 text-white hover:bg-black/80 aria-disabled:opacity-40",
        className,
      )}
      onClick={({ currentTarget }) => {
        if (disabled) return;
        onMove();
        requestAnimationFrame(() => currentTarget.focus());
      }}
    >
      {children}
    </button>
  );
}
