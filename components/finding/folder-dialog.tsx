"use client";

import { useEffect, useId, useState } from "react";
import { listChatModels } from "@/components/chat/api";
import { useFailureText } from "@/components/failure";
import { useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, fieldAttributes } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import type { Folder } from "@/lib/chat/schema";
import type { ModelSummary } from "@/lib/models/schema";
import { createFolder, listFolders, updateFolder } from "./api";

interface FolderDialogProps {
  /** absent: a new one */
  id?: string;
  onClose: () => void;
  onSaved: (folder: Folder) => void;
}

/** A folder's name and what new conversations in it start with. */
export function FolderDialog({ id, onClose, onSaved }: FolderDialogProps) {
  const words = useText("finding").folders;
  const common = useText("common");
  const explain = useFailureText();
  const formId = useId();
  const [folder, setFolder] = useState<Omit<Folder, "id"> | undefined>(
    id === undefined ? { name: "", systemPrompt: "", modelId: null } : undefined,
  );
  const [models, setModels] = useState<readonly ModelSummary[]>([]);
  const [busy, setBusy] = useState(false);
  const [nameError, setNameError] = useState<string>();
  const [failure, setFailure] = useState<unknown>();

  useEffect(() => {
    let current = true;
    // Without the list the folder keeps the model it has.
    listChatModels().then(
      (found) => current && setModels(found),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, []);
  useEffect(() => {
    if (id === undefined) return;
    let current = true;
    listFolders().then(
      (found) => {
        const mine = found.find((each) => each.id === id);
        if (current && mine) setFolder(mine);
      },
      (error: unknown) => current && setFailure(error),
    );
    return () => {
      current = false;
    };
  }, [id]);

  const save = async () => {
    if (!folder || busy) return;
    const name = folder.name.trim();
    setNameError(name ? undefined : words.nameMissing);
    if (!name) return;
    setBusy(true);
    setFailure(undefined);
    const { systemPrompt, modelId } = folder;
    try {
      onSaved(
        await (id === undefined
          ? createFolder({ name, systemPrompt, modelId })
          : updateFolder(id, { name, systemPrompt, modelId })),
      );
      onClose();
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={id === undefined ? words.newTitle : words.editTitle}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" form={formId} variant="primary" busy={busy}>
            {id === undefined ? words.create : words.save}
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
        {folder && (
          <>
            <Field id={`${formId}-name`} label={words.name} error={nameError}>
              <Input
                {...fieldAttributes(`${formId}-name`, { error: nameError })}
                data-autofocus
                value={folder.name}
                maxLength={100}
                onChange={(event) => setFolder({ ...folder, name: event.target.value })}
              />
            </Field>
            <Field id={`${formId}-prompt`} label={words.systemPrompt} hint={words.systemPromptHint}>
              <Textarea
                {...fieldAttributes(`${formId}-prompt`, { hint: words.systemPromptHint })}
                value={folder.systemPrompt}
                maxLength={100_000}
                rows={4}
                onChange={(event) => setFolder({ ...folder, systemPrompt: event.target.value })}
              />
            </Field>
            <Field id={`${formId}-model`} label={words.model} hint={words.modelHint}>
              <Select
                {...fieldAttributes(`${formId}-model`, { hint: words.modelHint })}
                value={folder.modelId ?? ""}
                onChange={(event) => setFolder({ ...folder, modelId: event.target.value || null })}
              >
                <option value="">{words.modelLatest}</option>
                {folder.modelId && !models.some((model) => model.id === folder.modelId) && (
                  <option value={folder.modelId}>{folder.modelId}</option>
                )}
                {models.map((model) => (
                  <option key={model.id} value={model.id}>
                    {model.name}
                  </option>
                ))}
              </Select>
            </Field>
          </>
        )}
      </form>
    </Dialog>
  );
}
