"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useFailureText } from "@/components/failure";
import { useText } from "@/components/text-provider";
import { Skeleton } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import type { Transcription } from "@/lib/transcriptions/schema";
import { deleteTranscription, repeatParts } from "./api";
import { attachText } from "./ask-about";
import { DeleteDialog } from "./delete-dialog";
import { useTranscription } from "./use-transcription";
import { TranscriptionView, type TranscriptionActions } from "./transcription-view";

interface OpenedTranscriptionProps {
  id: string;
  known: Transcription | undefined;
  admin: boolean;
  /** told of everything that is new about it */
  onChange: (transcription: Transcription) => void;
  onDeleted: (id: string) => void;
  onBack: () => void;
}

/** The transcription that is open, followed until it is over. */
export function OpenedTranscription({ id, known, admin, onChange, onDeleted, onBack }: OpenedTranscriptionProps) {
  const words = useText("transcribe");
  const failureText = useFailureText();
  const router = useRouter();
  const [turn, setTurn] = useState(0);
  const [busy, setBusy] = useState<TranscriptionActions["busy"]>();
  const [removing, setRemoving] = useState(false);
  const followed = useTranscription(id, known, turn);
  const failed = (error: unknown) => toast({ text: failureText(error), tone: "danger" });

  useEffect(() => {
    if (followed.state === "there") onChange(followed.transcription);
  }, [followed, onChange]);

  if (followed.state === "missing" || followed.state === "refused") {
    return (
      <Notice {...(followed.state === "refused" && { tone: "danger" })}>
        <p>{followed.state === "refused" ? failureText(followed.error) : words.gone}</p>
        <Button size="sm" variant="outline" className="mt-2" onClick={onBack}>
          {words.back}
        </Button>
      </Notice>
    );
  }
  if (followed.state === "loading") return <TranscriptionSkeleton />;

  const during = async (what: TranscriptionActions["busy"], act: () => Promise<void>) => {
    setBusy(what);
    try {
      await act();
    } catch (error) {
      failed(error);
    } finally {
      setBusy(undefined);
    }
  };
  const actions: TranscriptionActions = {
    busy,
    ask: (transcription) =>
      void during("asking", async () => {
        await attachText(transcription);
        router.push("/");
      }),
    repeat: () =>
      void during("repeating", async () => {
        await repeatParts(id);
        setTurn((before) => before + 1);
      }),
    remove: () => setRemoving(true),
  };
  return (
    <>
      <TranscriptionView transcription={followed.transcription} actions={actions} admin={admin} onBack={onBack} />
      {removing && (
        <DeleteDialog
          onClose={() => setRemoving(false)}
          onDelete={async () => {
            try {
              await deleteTranscription(id);
              onDeleted(id);
            } catch (error) {
              failed(error);
            }
          }}
        />
      )}
    </>
  );
}

/** The shape of a transcription while it is on its way. */
export function TranscriptionSkeleton() {
  const common = useText("common");
  return (
    <div className="grid max-w-3xl gap-4">
      <p role="status" className="sr-only">
        {common.loading}
      </p>
      <Skeleton className="h-6 w-56" />
      <Skeleton className="h-14" />
      <Skeleton className="h-7 w-72" />
      <Skeleton className="h-4" />
      <Skeleton className="h-4 w-11/12" />
      <Skeleton className="h-4 w-2/3" />
    </div>
  );
}
