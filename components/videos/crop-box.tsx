"use client";

import { useId, useRef, type KeyboardEvent, type PointerEvent } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { Slider } from "@/components/ui/switch";
import { MAX_ZOOM, moveCrop, zoomCrop, zoomOf, type Crop, type VideoSize } from "@/lib/videos/schema";
import { cn } from "@/lib/ui";
import type { DraftPicture } from "./draft";

interface CropBoxProps {
  picture: DraftPicture;
  size: VideoSize;
  onChange: (crop: Crop) => void;
  onGone: () => void;
}

/** Steps of the arrow keys, as a share of the picture's longer side. */
const step = 0.02;
const largeStep = 0.1;

/**
 * The picture with the part that the clip begins with: moved by mouse, finger and arrow keys, drawn closer by a slider.
 * All of it is one drawing, since the content policy allows no style of their own to elements that the server draws.
 */
export function CropBox({ picture, size, onChange, onGone }: CropBoxProps) {
  const words = useText("videos");
  const format = useFormat();
  const id = useId();
  const drawing = useRef<SVGSVGElement>(null);
  const held = useRef<{ pointer: number; x: number; y: number; crop: Crop }>(undefined);
  const { assetId, width, height, crop } = picture;
  const wide = width - crop.width;
  const tall = height - crop.height;
  const fixed = wide <= 1 && tall <= 1;
  const across = wide > 0 ? Math.round((crop.left / wide) * 100) : 50;
  const down = tall > 0 ? Math.round((crop.top / tall) * 100) : 50;

  const press = (event: PointerEvent) => {
    if (fixed || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    held.current = { pointer: event.pointerId, x: event.clientX, y: event.clientY, crop };
  };
  const drag = (event: PointerEvent) => {
    const { current: hold } = held;
    const box = drawing.current?.getBoundingClientRect();
    if (!hold || hold.pointer !== event.pointerId || !box?.width || !box.height) return;
    // The drawing keeps its proportions in whatever room it has.
    const scale = Math.max(width / box.width, height / box.height);
    onChange(
      moveCrop(picture, hold.crop, { x: (event.clientX - hold.x) * scale, y: (event.clientY - hold.y) * scale }),
    );
  };
  const release = () => (held.current = undefined);
  const keyDown = (event: KeyboardEvent) => {
    const by = Math.max(1, Math.max(width, height) * (event.shiftKey ? largeStep : step));
    const moves: Record<string, { x: number; y: number }> = {
      ArrowLeft: { x: -by, y: 0 },
      ArrowRight: { x: by, y: 0 },
      ArrowUp: { x: 0, y: -by },
      ArrowDown: { x: 0, y: by },
      Home: { x: -width, y: -height },
      End: { x: width, y: height },
    };
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    onChange(moveCrop(picture, crop, move));
  };

  const hair = Math.max(width, height) / 260;
  const { left, top } = crop;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <div
        role="slider"
        tabIndex={0}
        aria-label={words.crop}
        aria-describedby={`${id}-hint`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={wide >= tall ? across : down}
        aria-valuetext={format(words.cropPosition, { x: across, y: down })}
        aria-disabled={fixed || undefined}
        className={cn(
          "flex justify-center overflow-hidden rounded-lg bg-secondary select-none",
          fixed ? "cursor-default" : "cursor-move",
          // A finger that cannot move the frame that way scrolls the page.
          fixed ? undefined : tall <= 1 ? "touch-pan-y" : wide <= 1 ? "touch-pan-x" : "touch-none",
        )}
        onKeyDown={keyDown}
        onPointerDown={press}
        onPointerMove={drag}
        onPointerUp={release}
        onPointerCancel={release}
      >
        <svg
          ref={drawing}
          viewBox={`0 0 ${width} ${height}`}
          className="block h-auto max-h-72 max-w-full"
          width={width}
          height={height}
          aria-hidden
        >
          <image href={`/api/assets/${assetId}`} width={width} height={height} onError={onGone} />
          <path
            d={`M0 0H${width}V${height}H0Z M${left} ${top}v${crop.height}h${crop.width}v${-crop.height}Z`}
            fillRule="evenodd"
            className="fill-black/60"
          />
          <rect
            x={left + hair / 2}
            y={top + hair / 2}
            width={Math.max(1, crop.width - hair)}
            height={Math.max(1, crop.height - hair)}
            strokeWidth={hair}
            className="fill-none stroke-white"
          />
        </svg>
      </div>
      <p id={`${id}-hint`} className="text-xs text-muted-foreground">
        {fixed ? words.cropWhole : words.cropHint}
      </p>
      <label className="flex items-center gap-3 text-xs text-muted-foreground">
        <span className="shrink-0">{words.zoom}</span>
        <Slider
          min={1}
          max={MAX_ZOOM}
          step={0.05}
          value={zoomOf(picture, crop, size)}
          className="h-8 min-w-0 grow pointer-coarse:h-11"
          onChange={(event) => onChange(zoomCrop(picture, crop, size, Number(event.target.value)))}
        />
      </label>
    </div>
  );
}
