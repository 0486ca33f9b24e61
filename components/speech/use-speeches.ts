"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { readOneAtATime } from "@/components/creations/use-creations";
import type { Creation } from "@/lib/creations/schema";
import type { Speech } from "@/lib/speech/schema";
import { findSpeech } from "./api";

export interface Speeches {
  of: (creationId: string) => Speech | undefined;
  /** one that a request has answered with */
  put: (speech: Speech) => void;
}

/** The parts and the file of every speech shown, read anew whenever its creation changes. */
export function useSpeeches(creations: readonly Creation[], initial: readonly Speech[]): Speeches {
  const [known, setKnown] = useState<ReadonlyMap<string, Speech>>(
    () => new Map(initial.map((speech) => [speech.creation.id, speech])),
  );
  /** the creation as it was when its speech was last asked for */
  const asked = useRef(new Map(initial.map(({ creation }) => [creation.id, JSON.stringify(creation)])));
  const put = useCallback(
    (speech: Speech) => setKnown((before) => new Map(before).set(speech.creation.id, speech)),
    [],
  );
  const read = useMemo(
    () =>
      readOneAtATime(async (id) => {
        try {
          put(await findSpeech(id));
        } catch {
          // The next change, or the next visit, asks again.
        }
      }),
    [put],
  );
  useEffect(() => {
    for (const creation of creations) {
      const now = JSON.stringify(creation);
      if (asked.current.get(creation.id) === now) continue;
      asked.current.set(creation.id, now);
      read(creation.id);
    }
  }, [creations, read]);
  return { of: (id) => known.get(id), put };
}
