"use client";

import { ImagePlus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useText } from "@/components/text-provider";
import type { AttachmentBox } from "./box";
import { useAddFiles } from "./use-add-files";

/** Makes the element it stands in a place to drop files on, and says so while something is dragged over it. */
export function DropFiles({ box }: { box: AttachmentBox }) {
  const words = useText("attachments");
  const add = useAddFiles(box);
  const overlay = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState(false);

  useEffect(() => {
    const area = overlay.current?.parentElement;
    if (!area) return;
    // each element on the way sends a pair of these
    let depth = 0;
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth++;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (carriesFiles(event) && --depth <= 0) {
        depth = 0;
        setOver(false);
      }
    };
    const hover = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      event.dataTransfer!.dropEffect = "copy";
    };
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      add([...event.dataTransfer!.files]);
    };
    area.addEventListener("dragenter", enter);
    area.addEventListener("dragleave", leave);
    area.addEventListener("dragover", hover);
    area.addEventListener("drop", drop);
    return () => {
      area.removeEventListener("dragenter", enter);
      area.removeEventListener("dragleave", leave);
      area.removeEventListener("dragover", hover);
      area.removeEventListener("drop", drop);
    };
  }, [add]);

  return (
    <div
      ref={overlay}
      hidden={!over}
      className="pointer-events-none absolute inset-2 z-20 grid place-items-center rounded-xl border-2 border-dashed border-primary bg-background/85 [&[hidden]]:hidden"
    >
      <p className="flex items-center gap-2 font-medium">
        <ImagePlus className="size-5" aria-hidden />
        {words.drop}
      </p>
    </div>
  );
}
