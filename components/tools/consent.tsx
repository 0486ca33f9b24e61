"use client";

import { useState } from "react";
import { useFailureText } from "@/components/failure";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { useReady } from "@/components/ui/use-ready";
import type { ToolPart } from "@/lib/chat/schema";
import { formatMoney } from "@/lib/core";
import { decideCall } from "./api";

/** Whether a call may be made: with its price beside the button. The stream says what became of it. */
export function Consent({ part, generationId }: { part: ToolPart; generationId: string }) {
  const words = useText("tools");
  const format = useFormat();
  const locale = useLocale();
  const explain = useFailureText();
  const ready = useReady();
  const [sent, setSent] = useState<boolean>();
  const [problem, setProblem] = useState<string>();
  const price =
    part.costNanos && part.currency && part.costNanos !== "0"
      ? formatMoney(part.costNanos, part.currency, locale)
      : undefined;

  const decide = async (allow: boolean) => {
    setSent(allow);
    setProblem(undefined);
    try {
      await decideCall(generationId, part.id, allow);
    } catch (error) {
      setSent(undefined);
      setProblem(explain(error));
    }
  };

  return (
    <div className="flex flex-wrap items-center gap-2 border-t px-3 py-2.5">
      <p className="min-w-0 grow">
        {format(words.question, { name: part.name })} {price && format(words.costs, { price })}
      </p>
      <Button
        size="sm"
        variant="outline"
        busy={sent === false}
        disabled={!ready || sent === true}
        onClick={() => void decide(false)}
      >
        {words.refuse}
      </Button>
      <Button
        size="sm"
        variant="primary"
        busy={sent === true}
        disabled={!ready || sent === false}
        onClick={() => void decide(true)}
      >
        {price ? format(words.allowPrice, { price }) : words.allow}
      </Button>
      {problem && (
        <p role="alert" className="w-full text-xs text-destructive">
          {problem}
        </p>
      )}
    </div>
  );
}
