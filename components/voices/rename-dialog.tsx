"use client";

import { useId, useState } from "react";
import { useFailureText } from "@/components/failure";
import { useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, fieldAttributes } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { MAX_VOICE_NAME, type Voice } from "@/lib/voices/schema";
import { updateVoice } from "./api";

interface RenameDialogProps {
  voice: Voice;
  onRenamed: (voice: Voice) => void;
  onClose: () => void;
}

/** Another name for a voice. The provider goes on calling it as it did. */
export function RenameDialog({ voice, onRenamed, onClose }: RenameDialogProps) {
  const words = useText("voices");
  const common = useText("common");
  const failureText = useFailureText();
  const id = useId();
  const [name, setName] = useState(voice.name);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    if (!name.trim()) return setError(words.name.missing);
    setBusy(true);
    try {
      onRenamed(await updateVoice(voice.id, { name }));
      onClose();
    } catch (failure) {
      setError(failureText(failure));
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={words.renameTitle}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" form={`${id}-form`} variant="primary" busy={busy}>
            {words.save}
          </Button>
        </>
      }
    >
      <form
        id={`${id}-form`}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field id={id} label={words.name.label} error={error}>
          <Input
            {...fieldAttributes(id, { error })}
            data-autofocus
            maxLength={MAX_VOICE_NAME}
            autoComplete="off"
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        </Field>
      </form>
    </Dialog>
  );
}
