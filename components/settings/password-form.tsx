"use client";

import { useRouter } from "next/navigation";
import { useRef } from "react";
import { PasswordInput } from "@/components/auth/password-input";
import { useExplain } from "@/components/auth/use-explain";
import { useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Field, fieldAttributes } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { useForm } from "@/components/ui/use-form";
import { request } from "@/lib/ui";

/** A new password, proved by the old one where there is one. */
export function PasswordForm({ hasPassword, email }: { hasPassword: boolean; email: string }) {
  const settings = useText("settings");
  const auth = useText("auth");
  const { explain, explainFailure } = useExplain();
  const router = useRouter();
  const element = useRef<HTMLFormElement>(null);
  const withoutAddress = ({ username: _address, ...values }: Record<string, string>) => values;
  const { busy, errors, failure, form } = useForm({
    schema: async () => (await import("@/components/auth/schemas")).PasswordInput,
    toInput: withoutAddress,
    explain,
    explainFailure,
    send: async (values) => {
      await request("POST", "/api/settings/password", withoutAddress(values));
      element.current?.reset();
      toast({ text: settings.passwordChanged, tone: "success" });
      router.refresh();
    },
  });
  const hint = auth.newPasswordHint;
  return (
    <form {...form} ref={element} method="post" className="grid max-w-sm gap-4">
      {failure && <Notice tone="danger">{failure}</Notice>}
      {/* Password managers file the new password under this. */}
      <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
      {hasPassword && (
        <Field id="currentPassword" label={settings.currentPassword} error={errors.currentPassword}>
          <PasswordInput
            {...fieldAttributes("currentPassword", { error: errors.currentPassword })}
            name="currentPassword"
            autoComplete="current-password"
            required
          />
        </Field>
      )}
      <Field id="newPassword" label={settings.newPassword} hint={hint} error={errors.newPassword}>
        <PasswordInput
          {...fieldAttributes("newPassword", { hint, error: errors.newPassword })}
          name="newPassword"
          autoComplete="new-password"
          required
        />
      </Field>
      <Button type="submit" busy={busy} className="justify-self-start">
        {hasPassword ? settings.changePassword : settings.setPassword}
      </Button>
    </form>
  );
}
