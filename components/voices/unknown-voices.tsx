"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useFailureText } from "@/components/failure";
import { useFormat, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { UnknownVoice, Voice } from "@/lib/voices/schema";
import { request } from "@/lib/ui";
import { SureDialog } from "./sure-dialog";

/** Voices that only the provider has: taken over, or deleted there. */
export function UnknownVoices({ voices }: { voices: readonly UnknownVoice[] }) {
  const words = useText("voices").admin;
  const format = useFormat();
  const router = useRouter();
  const failureText = useFailureText();
  const [adopting, setAdopting] = useState<string>();
  const [removing, setRemoving] = useState<UnknownVoice>();

  const adopt = async ({ key }: UnknownVoice) => {
    setAdopting(key);
    try {
      const { voice } = await request<{ voice: Voice }>("POST", "/api/admin/voices/adopt", { key });
      toast({ text: format(words.adopted, { name: voice.name }), tone: "success" });
      router.refresh();
    } catch (error) {
      toast({ text: failureText(error), tone: "danger" });
    } finally {
      setAdopting(undefined);
    }
  };

  if (voices.length === 0) return <p className="text-sm text-muted-foreground">{words.none}</p>;
  return (
    <>
      <ul className="border-t">
        {voices.map((voice) => (
          <li key={voice.key} className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-2 border-b py-2.5">
            <div className="grid min-w-0 grow basis-60 gap-0.5">
              <span className="font-mono text-sm wrap-anywhere">{voice.customName}</span>
              <span className="text-xs text-muted-foreground">
                {[voice.modelId, !voice.adoptable && words.notAdoptable].filter(Boolean).join(" · ")}
              </span>
              {voice.text && <span className="line-clamp-2 text-xs text-muted-foreground">{voice.text}</span>}
            </div>
            {voice.adoptable && (
              <Button variant="outline" busy={adopting === voice.key} onClick={() => void adopt(voice)}>
                {words.adopt}
              </Button>
            )}
            <Button variant="dangerGhost" onClick={() => setRemoving(voice)}>
              {words.delete}
            </Button>
          </li>
        ))}
      </ul>
      {removing && (
        <SureDialog
          title={format(words.deleteTitle, { name: removing.customName })}
          text={words.deleteText}
          action={words.delete}
          onSure={async () => {
            await request("DELETE", `/api/admin/voices/unknown/${removing.key}`);
            toast({ text: format(words.deleted, { name: removing.customName }), tone: "success" });
            router.refresh();
          }}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </>
  );
}
