"use client";

import { useId, useState } from "react";
import { savePrompt } from "@/components/finding/api";
import { useFailureText } from "@/components/failure";
import { useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, fieldAttributes } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Checkbox } from "@/components/ui/switch";
import type { Prompt } from "@/lib/prompts/schema";

interface PromptDialogProps {
  /** without an id: a new one */
  prompt: Partial<Prompt>;
  /** administrators share */
  admin: boolean;
  onClose: () => void;
  onSaved: (prompt: Prompt) => void;
}

export function PromptDialog({ prompt, admin, onClose, onSaved }: PromptDialogProps) {
  const words = useText("transfer").prompts;
  const common = useText("common");
  const explain = useFailureText();
  const formId = useId();
  const [name, setName] = useState(prompt.name ?? "");
  const [text, setText] = useState(prompt.text ?? "");
  const [shared, setShared] = useState(prompt.shared ?? false);
  const [checked, setChecked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const nameError = checked && !name.trim() ? words.nameMissing : undefined;
  const textError = checked && !text.trim() ? words.bodyMissing : undefined;

  const save = async () => {
    setChecked(true);
    if (!name.trim() || !text.trim() || busy) return;
    setBusy(true);
    setFailure(undefined);
    try {
      onSaved(await savePrompt(prompt.id, { name: name.trim(), text, shared }));
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={prompt.id === undefined ? words.newTitle : words.editTitle}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" form={formId} variant="primary" busy={busy}>
            {prompt.id === undefined ? words.create : words.save}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {failure !== undefined && <Notice tone="danger">{explain(failure)}</Notice>}
        <Field id={`${formId}-name`} label={words.name} error={nameError}>
          <Input
            {...fieldAttributes(`${formId}-name`, { error: nameError })}
            data-autofocus
            value={name}
            maxLength={100}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Field id={`${formId}-text`} label={words.body} hint={words.bodyHint} error={textError}>
          <Textarea
            {...fieldAttributes(`${formId}-text`, { hint: words.bodyHint, error: textError })}
            value={text}
            maxLength={20_000}
            rows={8}
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
        {admin && (
          <label className="flex items-center gap-2.5">
            <Checkbox checked={shared} onChange={(event) => setShared(event.target.checked)} />
            {words.share}
          </label>
        )}
      </form>
    </Dialog>
  );
}
