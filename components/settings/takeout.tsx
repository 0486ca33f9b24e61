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

/** Everything of the person as one archive, once they have shown that it is they who ask. */
export function Takeout({ hasPassword }: { hasPassword: boolean }) {
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
  return (
    <>
      <Button
        onClick={() => {
          setLink(undefined);
          setOpen(true);
        }}
      >
        <Download aria-hidden />
        {settings.takeoutAsk}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={settings.takeoutTitle}
        description={settings.takeoutDescription}
        footer={
          <>
            <Button variant="ghost" onClick={() => setOpen(false)}>
              {link ? common.close : common.cancel}
            </Button>
            {link ? (
              <a href={link.address} download className={buttonVariants({ variant: "primary" })}>
                <Download aria-hidden />
                {settings.takeoutDownload}
              </a>
            ) : (
              <Button type="submit" form={id} variant="primary" busy={busy}>
                {settings.takeoutConfirm}
              </Button>
            )}
          </>
        }
      >
        {link ? (
          <p role="status">{format(settings.takeoutReady, { time: time ?? "" })}</p>
        ) : (
          <form {...form} id={id} method="post" className="grid gap-4">
            {failure && <Notice tone="danger">{failure}</Notice>}
            <p>{settings.takeoutText}</p>
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
