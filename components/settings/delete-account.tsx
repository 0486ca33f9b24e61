"use client";

import { useId, useState } from "react";
import { PasswordInput } from "@/components/auth/password-input";
import { useExplain } from "@/components/auth/use-explain";
import { useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, fieldAttributes } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useForm } from "@/components/ui/use-form";
import { request } from "@/lib/ui";

/** The one question asked beforehand: what it destroys cannot be brought back. */
export function DeleteAccount({ hasPassword }: { hasPassword: boolean }) {
  const settings = useText("settings");
  const common = useText("common");
  const auth = useText("auth");
  const { explain, explainFailure } = useExplain();
  const [open, setOpen] = useState(false);
  const id = useId();
  const { busy, errors, failure, form } = useForm({
    explain: (field, issue) => (issue === "missing" ? auth.problems.passwordMissing : explain(field, issue)),
    explainFailure,
    send: async (values) => {
      await request("POST", "/api/settings/delete-account", values);
      window.location.replace("/sign-in");
    },
  });
  return (
    <>
      <Button variant="outline" className="text-destructive" onClick={() => setOpen(true)}>
        {settings.delete}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={settings.deleteTitle}
        description={settings.deleteDescription}
        footer={
          <>
            <Button variant="ghost" onClick={() => setOpen(false)}>
              {common.cancel}
            </Button>
            <Button type="submit" form={id} variant="danger" busy={busy}>
              {settings.deleteConfirm}
            </Button>
          </>
        }
      >
        <form {...form} id={id} method="post" className="grid gap-4">
          {failure && <Notice tone="danger">{failure}</Notice>}
          <p>{settings.deleteText}</p>
          {hasPassword && (
            <Field id="password" label={settings.deletePassword} error={errors.password}>
              <PasswordInput
                {...fieldAttributes("password", { error: errors.password })}
                name="password"
                autoComplete="current-password"
                required
              />
            </Field>
          )}
        </form>
      </Dialog>
    </>
  );
}
