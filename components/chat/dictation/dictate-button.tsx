"use client";

import { Mic } from "lucide-react";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { IconButton } from "@/components/ui/button";
import { formatMoney } from "@/lib/core";
import type { DictationOffer } from "./offer";

interface DictateButtonProps {
  offer: DictationOffer;
  open: boolean;
  onPress: () => void;
  className?: string;
}

/** Begins to listen. What one call costs stands in the tooltip. */
export function DictateButton({ offer, open, onPress, className }: DictateButtonProps) {
  const words = useText("dictation");
  const format = useFormat();
  const locale = useLocale();
  const rate = BigInt(offer.rateNanos);
  const price = rate === 0n ? words.free : format(words.each, { price: formatMoney(rate, offer.currency, locale) });
  return (
    <IconButton
      label={words.dictate}
      data-tooltip={format(words.tooltip, { action: words.dictate, price })}
      aria-description={price}
      aria-expanded={open}
      className={className}
      onClick={onPress}
    >
      <Mic aria-hidden />
    </IconButton>
  );
}
