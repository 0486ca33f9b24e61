"use client";

import { useId, useState, type ReactNode } from "react";
import { useFailureText } from "@/components/failure";
import { useFormat, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { Label } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";

const terms = [1, 7, 30, 90] as const;

interface LinkDialogProps {
  words: Record<"title" | "text" | "create" | "link" | "copy" | "created" | "expires" | "days" | "forever", string>;
  /** makes the link; null: without an end */
  make: (expiresInDays: number | null) => Promise<{ url: string }>;
  onClose: () => void;
  /** what else there is to choose */
  children: ReactNode;
  /** under the link that was made */
  after?: ReactNode;
}

/** Makes a link that anyone may open, and shows it for the only time. */
export function LinkDialog({ words, make, onClose, children, after }: LinkDialogProps) {
  const common = useText("common");
  const format = useFormat();
  const explain = useFailureText();
  const id = useId();
  const [days, setDays] = useState("30");
  const [busy, setBusy] = useState(false);
  const [url, setUrl] = useState<string>();
  const [failure, setFailure] = useState<unknown>();

  const create = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      setUrl((await make(days ? Number(days) : null)).url);
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
          {after}
        </div>
      ) : (
        <div className="grid gap-4">
          {failure !== undefined && <Notice tone="danger">{explain(failure)}</Notice>}
          {children}
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
