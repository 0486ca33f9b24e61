"use client";

import { useRef, useState, type DragEvent, type KeyboardEvent } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { pictureRule, tiledPictures, type CountedPicture, type ModelSummary } from "@/lib/models/schema";
import type { AttachmentBox } from "./box";
import { DocumentChip } from "./document-chip";
import { pictureCosts, type AttachmentItem } from "./item";
import { PictureChip } from "./picture-chip";
import { useItems } from "./use-items";
import { ZoomDialog } from "./zoom-dialog";

export interface TrayProps {
  box: AttachmentBox;
  model: ModelSummary | undefined;
  /** pictures that are sent along from earlier messages */
  earlier: readonly CountedPicture[];
  /** tokens the model has left for what is attached; undefined: not known */
  room: number | undefined;
  /** what is written so far, by which parts of a document may be chosen */
  question: () => string;
}

/** What goes with the message: in its order, each with its state and what it costs. */
export function Tray({ box, model, earlier, room, question }: TrayProps) {
  const words = useText("attachments");
  const format = useFormat();
  const items = useItems(box);
  const list = useRef<HTMLUListElement>(null);
  const [dragged, setDragged] = useState<string>();
  const [said, setSaid] = useState("");
  const [zoomed, setZoomed] = useState<string>();
  if (items.length === 0) return null;

  const sees = model?.capabilities.vision ?? false;
  const costs = sees && model ? pictureCosts(model.id, items, earlier) : undefined;
  const pictures = items.filter((item) => item.kind === "picture");
  const shrinks =
    sees && model && pictureRule(model.id) === "deepseek-vl2" && pictures.length + earlier.length > tiledPictures;

  const move = (key: string, name: string, to: number) => {
    if (to < 0 || to >= items.length) return;
    box.move(key, to);
    setSaid(format(words.moved, { name, index: to + 1, count: items.length }));
  };
  const keyDown = (event: KeyboardEvent, item: AttachmentItem, index: number) => {
    if (!event.altKey || (event.key !== "ArrowLeft" && event.key !== "ArrowRight")) return;
    event.preventDefault();
    move(item.key, item.name, index + (event.key === "ArrowLeft" ? -1 : 1));
    // the element moves with its item; the browser lets go of it on the way
    const { currentTarget } = event;
    requestAnimationFrame(() => (currentTarget as HTMLElement).querySelector<HTMLElement>("button")?.focus());
  };
  const remove = (key: string, index: number) => {
    box.remove(key);
    requestAnimationFrame(() => {
      const rest = list.current?.children;
      const next = rest?.[Math.min(index, rest.length - 1)];
      const field = document.querySelector<HTMLElement>("[data-composer-text]");
      (next?.querySelector<HTMLElement>("button") ?? field)?.focus();
    });
  };
  const dragOver = (event: DragEvent, index: number) => {
    if (dragged === undefined) return;
    event.preventDefault();
    box.move(dragged, index);
  };
  const shown = pictures.find(({ key }) => key === zoomed);
  return (
    <div className="border-b border-input/60 px-2 pt-2 pb-1.5">
      <ul ref={list} aria-label={words.list} className="flex max-h-[min(34dvh,17rem)] flex-wrap gap-2 overflow-y-auto">
        {items.map((item, index) => (
          <li
            key={item.key}
            draggable
            aria-description={format(words.order, { index: index + 1, count: items.length })}
            className={dragged === item.key ? "opacity-50" : undefined}
            onKeyDown={(event) => keyDown(event, item, index)}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = "move";
              setDragged(item.key);
            }}
            onDragEnter={(event) => dragOver(event, index)}
            onDragOver={(event) => dragged !== undefined && event.preventDefault()}
            onDrop={(event) => event.preventDefault()}
            onDragEnd={() => setDragged(undefined)}
          >
            {item.kind === "picture" ? (
              <PictureChip
                box={box}
                item={item}
                model={model}
                cost={costs?.get(item.key)}
                reduced={shrinks === true}
                place={{ index, count: items.length, moveTo: (to) => move(item.key, item.name, to) }}
                onZoom={() => setZoomed(item.key)}
                onRemove={() => remove(item.key, index)}
              />
            ) : (
              <DocumentChip
                box={box}
                item={item}
                model={model}
                room={room}
                question={question}
                onRemove={() => remove(item.key, index)}
              />
            )}
          </li>
        ))}
      </ul>
      {shrinks && (
        <p className="mt-1.5 px-1 text-xs text-warning">{format(words.manyForTiles, { model: model.name })}</p>
      )}
      <p role="status" className="sr-only">
        {said}
      </p>
      {shown?.assetId && (
        <ZoomDialog
          pictures={pictures.flatMap(({ assetId, name, alt }) => (assetId ? [{ assetId, name, alt }] : []))}
          first={shown.assetId}
          onClose={() => setZoomed(undefined)}
        />
      )}
    </div>
  );
}
