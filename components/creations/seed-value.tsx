"use client";

import { useFormat, useText } from "@/components/text-provider";

/** A seed. A call that made several pictures made them with one: they come again together, none by itself. */
export function SeedValue({ seed, made }: { seed: number; made: number }) {
  const words = useText("creations").receipt;
  const format = useFormat();
  return (
    <>
      <span className="font-mono">{seed}</span>
      {made > 1 && <span className="block text-muted-foreground">{format(words.seedShared, { count: made })}</span>}
    </>
  );
}
