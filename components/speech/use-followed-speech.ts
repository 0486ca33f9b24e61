"use client";

import { useEffect, useMemo, useState } from "react";
import { followCreations } from "@/components/creations/feed";
import { readOneAtATime } from "@/components/creations/use-creations";
import type { Speech } from "@/lib/speech/schema";
import { findSpeech } from "./api";

/** A speech as it is now, and as it becomes. */
export function useFollowedSpeech(begun: Speech): Speech {
  const [speech, setSpeech] = useState(begun);
  const { id } = begun.creation;
  const read = useMemo(
    () =>
      readOneAtATime(async (changed) => {
        try {
          setSpeech(await findSpeech(changed));
        } catch {
          // The next change asks again.
        }
      }),
    [],
  );
  useEffect(() => {
    // undefined: something may have been missed
    return followCreations((changed) => {
      if (changed === undefined || changed === id) read(id);
    });
  }, [id, read]);
  return speech;
}
