"use client";

import { useFormat, useLocale, useText } from "@/components/text-provider";
import type { ModelPrice } from "@/lib/models/schema";

export type PriceOrigin = Pick<ModelPrice, "source" | "sourcedOn">;

/** Where a price is from, and since when. */
export function PriceSource({ source, sourcedOn }: PriceOrigin) {
  const words = useText("common");
  const format = useFormat();
  const day = new Intl.DateTimeFormat(useLocale(), { dateStyle: "medium", timeZone: "UTC" });
  return <p>{format(words.priceSource, { source, date: day.format(new Date(sourcedOn)) })}</p>;
}
