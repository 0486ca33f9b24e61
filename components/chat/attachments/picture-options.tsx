"use client";

import { ArrowLeft, ArrowRight } from "lucide-react";
import { useId } from "react";
import { useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Field, fieldAttributes } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { pictureRule, pictureTokens, type ModelSummary } from "@/lib/models/schema";
import { shortCount } from "../quantities";
import type { AttachmentBox } from "./box";
import type { PictureItem } from "./item";
import type { Place } from "./picture-chip";

interface PictureOptionsProps {
  box: AttachmentBox;
  item: PictureItem;
  model: ModelSummary | undefined;
  reduced: boolean;
  place: Place;
}

/** How closely a picture is read, what it shows in words, and its place among the others. */
export function PictureOptions({ box, item, model, reduced, place }: PictureOptionsProps) {
  const words = useText("attachments");
  const id = useId();
  const { key, width, height, detail, alt } = item;
  const sees = model?.capabilities.vision ?? false;
  const tokens = (read: "high" | "low") => pictureTokens(model?.id ?? "", [{ width, height, detail: read }])[0]!;
  const label = (read: "high" | "low") =>
    sees && !reduced ? `${words.detail[read]} · ${shortCount(tokens(read))}` : words.detail[read];
  const hint = !sees
    ? undefined
    : reduced
      ? words.detail.reduced
      : tokens("high") < tokens("low")
        ? words.detail.lowCostsMore
        : pictureRule(model!.id) === "estimate"
          ? words.detail.estimated
          : undefined;
  return (
    <div className="grid gap-4 text-sm">
      <div className="grid justify-items-start gap-1.5">
        <p className="font-medium" aria-hidden>
          {words.detail.label}
        </p>
        <SegmentedControl
          label={words.detail.label}
          name={`${id}-detail`}
          value={detail}
          options={[
            { value: "high", label: label("high") },
            { value: "low", label: label("low") },
          ]}
          onChange={(chosen) => box.change<PictureItem>(key, { detail: chosen })}
        />
        {hint && <p className="text-xs text-muted-foreground">{hint}</p>}
      </div>
      <Field id={`${id}-alt`} label={words.alt} hint={words.altHint}>
        <Input
          {...fieldAttributes(`${id}-alt`, { hint: words.altHint })}
          defaultValue={alt}
          maxLength={1000}
          onChange={(event) => box.change<PictureItem>(key, { alt: event.target.value })}
          // Enter would send the message this stands in
          onKeyDown={(event) => event.key === "Enter" && !event.nativeEvent.isComposing && event.preventDefault()}
        />
      </Field>
      {place.count > 1 && (
        <div className="flex justify-between gap-2">
          <Button size="sm" aria-disabled={place.index === 0} onClick={() => place.moveTo(place.index - 1)}>
            <ArrowLeft aria-hidden />
            {words.earlier}
          </Button>
          <Button
            size="sm"
            aria-disabled={place.index === place.count - 1}
            onClick={() => place.moveTo(place.index + 1)}
          >
            {words.later}
            <ArrowRight aria-hidden />
          </Button>
        </div>
      )}
    </div>
  );
}
