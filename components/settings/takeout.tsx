"use client";

import { Download } from "lucide-react";
import { useId, useState } from "react";
import { PasswordInput } from "@/components/auth/password-input";
import { useExplain } from "@/components/auth/use-explain";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { Button, buttonVariants } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, fieldAttributes } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useForm } from "@/components/ui/use-form";
import type { TakeoutLink } from "@/lib/auth/schema";
import { request } from "@/lib/ui";

const field = "takeout-password";

export interface TakeoutProps {
  hasPassword: boolean;
  /** all conversations alone, as a file, instead of everything */
  conversations?: boolean;
}

/** Everything of the person as one archive, or all conversations, once they have shown that it is they who ask. */
export function Takeout({ hasPassword, conversations = false }: TakeoutProps) {
  const settings = useText("settings");
  const common = useText("common");
  const auth = useText("auth");
  const format = useFormat();
  const locale = useLocale();
  const { explain, explainFailure } = useExplain();
  const [open, setOpen] = useState(false);
  const [link, setLink] = useState<TakeoutLink>();
  const id = useId();
  const { busy, errors, failure, form } = useForm({
    explain: (name, issue) => (issue === "missing" ? auth.problems.passwordMissing : explain(name, issue)),
    explainFailure,
    send: async (values) => setLink(await request<TakeoutLink>("POST", "/api/settings/takeout", values)),
  });
  const time = link && new Date(link.expiresAt).toLocaleTimeString(locale, { timeStyle: "short" });
  const filesOf = (given: TakeoutLink) =>
    conversations
      ? [
          { address: given.conversations.markdown, label: settings.exportMarkdown },
          { address: given.conversations.json, label: settings.exportJson },
        ]
      : [{ address: given.address, label: settings.takeoutDownload }];
  const files = link && filesOf(link);
  return (
    <>
      <Button
        onClick={() => {
          setLink(undefined);
          setOpen(true);
        }}
      >
        <Download aria-hidden />
        {conversations ? settings.exportAsk : settings.takeoutAsk}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={conversations ? settings.exportAsk : settings.takeoutTitle}
        description={conversations ? settings.exportDescription : settings.takeoutDescription}
        footer={
          <>
            <Button variant="ghost" onClick={() => setOpen(false)}>
              {link ? common.close : common.cancel}
            </Button>
            {files ? (
              files.map(({ address, label }) => (
                <a key={label} href={address} download className={buttonVariants({ variant: "primary" })}>
                  <Download aria-hidden />
                  {label}
                </a>
              ))
            ) : (
              <Button type="submit" form={id} variant="primary" busy={busy}>
                {settings.takeoutConfirm}
              </Button>
            )}
          </>
        }
      >
        {link ? (
          <p role="status">
            {format(conversations ? settings.exportReady : settings.takeoutReady, { time: time ?? "" })}
          </p>
        ) : (
          <form {...form} id={id} method="post" className="grid gap-4">
            {failure && <Notice tone="danger">{failure}</Notice>}
            {!conversations && <p>{settings.takeoutText}</p>}
            {!hasPassword && <p>{settings.takeoutFresh}</p>}
            {hasPassword && (
              <Field id={field} label={settings.deletePassword} error={errors.password}>
                <PasswordInput
                  {...fieldAttributes(field, { error: errors.password })}
                  name="password"
                  autoComplete="current-password"
                  required
                />
              </Field>
            )}
          </form>
        )}
      </Dialog>
    </>
  );
}
