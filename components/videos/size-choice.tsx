"use client";

import { RectangleHorizontal, RectangleVertical, Square } from "lucide-react";
import { useId } from "react";
import { useText } from "@/components/text-provider";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { closestSize, videoSizes, type Extent, type VideoSize } from "@/lib/videos/schema";

const icons = { "1280x720": RectangleHorizontal, "720x1280": RectangleVertical, "960x960": Square };

interface SizeChoiceProps {
  value: VideoSize;
  /** whose shape the size should be close to */
  picture?: Extent;
  onChange: (size: VideoSize) => void;
}

/** The size of the clip, by its shape. */
export function SizeChoice({ value, picture, onChange }: SizeChoiceProps) {
  const words = useText("videos");
  const id = useId();
  const closest = picture && closestSize(picture);
  return (
    <div className="grid justify-items-start gap-1.5">
      <p className="text-sm font-medium" aria-hidden>
        {words.size}
      </p>
      <SegmentedControl
        label={words.size}
        name={`${id}-size`}
        value={value}
        className="max-w-full flex-wrap"
        options={videoSizes.map((size) => {
          const Icon = icons[size];
          return {
            value: size,
            label: (
              <>
                <Icon aria-hidden />
                {words.sizes[size]}
              </>
            ),
          };
        })}
        onChange={onChange}
      />
      <p className="tabular text-xs text-muted-foreground">
        {value.replace("x", " × ")}
        {closest === value && ` · ${words.closest}`}
      </p>
    </div>
  );
}
