"use client";

import { useEffect, useState } from "react";
import { readQuota } from "@/components/chat/api";
import type { Quota } from "@/lib/metering/schema";
import type { SpeechModel } from "@/lib/speech/schema";
import { listSpeechModels } from "./api";

interface ReadingPrices {
  models?: readonly SpeechModel[];
  quota?: Quota;
  failed: boolean;
}

/** What reading aloud costs and what may be spent, asked for when somebody wants it. */
export function useReadingPrices(): ReadingPrices {
  const [prices, setPrices] = useState<ReadingPrices>({ failed: false });
  useEffect(() => {
    let here = true;
    Promise.all([listSpeechModels(), readQuota()]).then(
      ([models, quota]) => here && setPrices({ models, quota, failed: false }),
      () => here && setPrices({ failed: true }),
    );
    return () => {
      here = false;
    };
  }, []);
  return prices;
}
