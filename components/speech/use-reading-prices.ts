"use client";

import { useEffect, useState } from "react";
import { readQuota } from "@/components/chat/api";
import type { Quota } from "@/lib/metering/schema";
import type { SpeechModel } from "@/lib/speech/schema";
import type { Voice } from "@/lib/voices/schema";
import { listSpeechModels, listSpeechVoices } from "./api";

interface ReadingPrices {
  models?: readonly SpeechModel[];
  voices?: readonly Voice[];
  quota?: Quota;
  failed: boolean;
}

/** Who can read aloud, what it costs and what may be spent, asked for when somebody wants it. */
export function useReadingPrices(): ReadingPrices {
  const [prices, setPrices] = useState<ReadingPrices>({ failed: false });
  useEffect(() => {
    let here = true;
    Promise.all([listSpeechModels(), listSpeechVoices(), readQuota()]).then(
      ([models, voices, quota]) => here && setPrices({ models, voices, quota, failed: false }),
      () => here && setPrices({ failed: true }),
    );
    return () => {
      here = false;
    };
  }, []);
  return prices;
}
