"use client";

import { useEffect, useRef, useState } from "react";
import { AudioPlayer } from "@/components/audio/player";
import { useFailureText, useFailureWords } from "@/components/failure";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { newId } from "@/lib/core";
import type { Quota } from "@/lib/metering/schema";
import type { Speech } from "@/lib/speech/schema";
import { request } from "@/lib/ui";
import type { Voice, VoiceModel } from "@/lib/voices/schema";
import { failureLine } from "./failure-line";
import { isOver, VoicePrice } from "./voice-price";

const lookMs = 1_000;

interface VoicePreviewProps {
  voice: Voice;
  model: VoiceModel;
  quota: Quota;
  onSpent: () => void;
}

/** A short sentence in the voice, at its price, heard while it is made. It is kept in the library like all speech. */
export function VoicePreview({ voice, model, quota, onSpent }: VoicePreviewProps) {
  const words = useText("voices");
  const format = useFormat();
  const failureText = useFailureText();
  const failureWords = useFailureWords();
  const locale = useLocale();
  const [speech, setSpeech] = useState<Speech>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const text = /\p{Script=Han}/u.test(voice.transcript) ? words.previewText.zh : words.previewText.en;
  const bytes = new TextEncoder().encode(text).length;

  const spent = useRef(onSpent);
  useEffect(() => {
    spent.current = onSpent;
  });
  const { live = false } = speech ?? {};
  const id = speech?.creation.id;
  useEffect(() => {
    if (!live || !id) return;
    const timer = setInterval(() => {
      request<Speech>("GET", `/api/speech/${id}`).then(
        (next) => {
          setSpeech(next);
          if (!next.live) spent.current();
        },
        () => undefined,
      );
    }, lookMs);
    return () => clearInterval(timer);
  }, [live, id]);

  const speak = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const input = {
        requestKey: newId(),
        modelId: voice.modelId,
        text,
        voice: { kind: "own", voiceId: voice.id },
        format: "mp3",
        sampleRate: 44_100,
      };
      setSpeech(await request<Speech>("POST", "/api/speech", input));
    } catch (error) {
      setProblem(failureText(error));
    } finally {
      setBusy(false);
    }
  };

  const failed = speech && !speech.live && !speech.asset ? speech.parts[0]?.failure : undefined;
  return (
    <>
      <span className="flex items-center gap-1">
        <VoicePrice
          name={model.name}
          currency={model.currency}
          rate={model.rate}
          count={bytes}
          quantity={format(words.previewPrice, { bytes })}
          explained={words.price.explained}
          origin={model.priceOrigin}
          quota={quota}
        />
        <Button
          variant="outline"
          busy={busy || live}
          disabled={isOver(quota, BigInt(model.rate) * BigInt(bytes))}
          onClick={() => void speak()}
        >
          {words.preview}
        </Button>
      </span>
      {speech && (speech.asset || speech.live) && (
        <AudioPlayer
          key={speech.creation.id}
          className="basis-full"
          src={speech.asset ? `/api/assets/${speech.asset.id}` : undefined}
          live={`/api/speech/${speech.creation.id}/stream`}
          assetId={speech.asset?.id}
          durationMs={speech.asset?.durationMs}
          autoPlay
          name={format(words.previewOf, { name: voice.name })}
        />
      )}
      {(problem || failed) && (
        <div className="basis-full">
          <FieldError>{problem ?? (failed && failureLine(failureWords(failed, false), locale))}</FieldError>
        </div>
      )}
    </>
  );
}
