"use client";

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
import type { ItemShare, LibraryItem } from "@/lib/library/schema";
import { shareItem } from "./api";

const terms = [1, 7, 30, 90] as const;

interface ShareItemDialogProps {
  item: LibraryItem;
  onClose: () => void;
  onShared: (share: ItemShare) => void;
}

/** Makes a link to one item, and shows it for the only time. */
export function ShareItemDialog({ item, onClose, onShared }: ShareItemDialogProps) {
  const words = useText("library").share;
  const common = useText("common");
  const format = useFormat();
  const explain = useFailureText();
  const id = useId();
  const [withPrompt, setWithPrompt] = useState(false);
  const [days, setDays] = useState("30");
  const [busy, setBusy] = useState(false);
  const [url, setUrl] = useState<string>();
  const [failure, setFailure] = useState<unknown>();

  const create = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      const made = await shareItem({ assetId: item.id, withPrompt, expiresInDays: days ? Number(days) : null });
      setUrl(made.url);
      onShared(made.share);
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
        </div>
      ) : (
        <div className="grid gap-4">
          {failure !== undefined && <Notice tone="danger">{explain(failure)}</Notice>}
          {item.origin !== "upload" && (
            <label className="flex items-center gap-2.5">
              <Checkbox checked={withPrompt} onChange={({ target }) => setWithPrompt(target.checked)} />
              {words.withPrompt}
            </label>
          )}
          <div className="grid justify-items-start gap-1.5">
            <Label htmlFor={`${id}-expires`}>{words.expires}</Label>
            <Select id={`${id}-expires`} value={days} onChange={({ target }) => setDays(target.value)}>
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
