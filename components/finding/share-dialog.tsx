"use client";

import Link from "next/link";
import { useId, useState } from "react";
import { useFailureText } from "@/components/failure";
import { useFormat, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { Label } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { Checkbox } from "@/components/ui/switch";
import { createShare } from "./api";

const terms = [1, 7, 30, 90] as const;

interface ShareDialogProps {
  conversationId: string;
  hasSystemPrompt: boolean;
  onClose: () => void;
}

/** Makes a link to a frozen copy, and shows it for the only time. */
export function ShareDialog({ conversationId, hasSystemPrompt, onClose }: ShareDialogProps) {
  const words = useText("finding").share;
  const common = useText("common");
  const format = useFormat();
  const explain = useFailureText();
  const id = useId();
  const [systemPrompt, setSystemPrompt] = useState(false);
  const [days, setDays] = useState("30");
  const [busy, setBusy] = useState(false);
  const [url, setUrl] = useState<string>();
  const [failure, setFailure] = useState<unknown>();

  const create = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      setUrl((await createShare({ conversationId, systemPrompt, expiresInDays: days ? Number(days) : null })).url);
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={words.title}
      description={words.text}
      footer={
        url ? (
          <Button onClick={onClose}>{common.close}</Button>
        ) : (
          <>
            <Button variant="ghost" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button variant="primary" busy={busy} onClick={() => void create()}>
              {words.create}
            </Button>
          </>
        )
      }
    >
      {url ? (
        <div className="grid gap-1.5">
          <Label htmlFor={`${id}-link`}>{words.link}</Label>
          <div className="flex gap-2">
            <Input
              id={`${id}-link`}
              readOnly
              value={url}
              className="font-mono text-xs"
              aria-describedby={`${id}-hint`}
              onFocus={(event) => event.target.select()}
            />
            <CopyButton text={url} label={words.copy} withLabel variant="primary" className="h-9" />
          </div>
          <p id={`${id}-hint`} role="status" className="text-xs text-warning">
            {words.created}
          </p>
          <Link href="/settings/conversations" className="text-sm text-primary-text hover:underline">
            {words.manage}
          </Link>
        </div>
      ) : (
        <div className="grid gap-4">
          {failure !== undefined && <Notice tone="danger">{explain(failure)}</Notice>}
          <p className="text-sm text-muted-foreground">{words.left}</p>
          {hasSystemPrompt && (
            <label className="flex items-center gap-2.5">
              <Checkbox checked={systemPrompt} onChange={(event) => setSystemPrompt(event.target.checked)} />
              {words.systemPrompt}
            </label>
          )}
          <div className="grid justify-items-start gap-1.5">
            <Label htmlFor={`${id}-expires`}>{words.expires}</Label>
            <Select id={`${id}-expires`} value={days} onChange={(event) => setDays(event.target.value)}>
              {terms.map((term) => (
                <option key={term} value={term}>
                  {format(words.days, { count: term })}
                </option>
              ))}
              <option value="">{words.forever}</option>
            </Select>
          </div>
        </div>
      )}
    </Dialog>
  );
}
