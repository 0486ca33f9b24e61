"use client";

import { useFailureWords } from "@/components/failure";
import { useLocale, useText } from "@/components/text-provider";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th } from "@/components/ui/table";
import type { AdminVoice } from "@/lib/voices/schema";
import { failureLine } from "./failure-line";

/** Everybody's voices: whose they are and how they stand. What they sound like is their person's. */
export function VoicesTable({
  voices,
  people,
}: {
  voices: readonly AdminVoice[];
  /** names by id */
  people: Readonly<Record<string, string>>;
}) {
  const words = useText("voices");
  const { columns, all, erased, noConsent, noneHere } = words.admin;
  const locale = useLocale();
  const failureWords = useFailureWords();
  if (voices.length === 0) return <p className="text-sm text-muted-foreground">{noneHere}</p>;
  return (
    <Table caption={all}>
      <thead>
        <tr>
          <Th>{columns.name}</Th>
          <Th>{columns.person}</Th>
          <Th>{columns.model}</Th>
          <Th>{columns.state}</Th>
          <Th>{columns.consent}</Th>
        </tr>
      </thead>
      <tbody>
        {voices.map((voice) => (
          <tr key={voice.id}>
            <Td className="py-2">
              <span className="block max-w-60 truncate">{voice.name}</span>
              <span className="block max-w-60 truncate font-mono text-xs text-muted-foreground">
                {voice.customName}
              </span>
            </Td>
            <Td>{people[voice.userId] ?? erased}</Td>
            <Td className="whitespace-nowrap">{voice.modelName}</Td>
            <Td className="py-2">
              <span className="flex flex-wrap gap-1">
                <Badge tone={voice.state === "failed" ? "danger" : voice.state === "ready" ? "success" : "neutral"}>
                  {words.states[voice.state]}
                </Badge>
                {voice.shared && <Badge tone="accent">{words.sharedBadge}</Badge>}
              </span>
              {voice.failure && (
                <span className="mt-1 block min-w-60 text-xs text-muted-foreground">
                  {failureLine(failureWords(voice.failure, true), locale)}
                </span>
              )}
            </Td>
            <Td className="whitespace-nowrap">
              {voice.consentAt ? <RelativeTime value={voice.consentAt} /> : noConsent}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
