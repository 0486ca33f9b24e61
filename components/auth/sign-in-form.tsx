"use client";

import { useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Field, fieldAttributes } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { useForm } from "@/components/ui/use-form";
import { request } from "@/lib/ui";
import { PasswordInput } from "./password-input";
import { useExplain } from "./use-explain";

/** @param next the path of this site to go to afterwards */
export function SignInForm({ next }: { next: string }) {
  const auth = useText("auth");
  const { explain, explainFailure } = useExplain();
  const { busy, errors, failure, form } = useForm({
    schema: async () => (await import("./schemas")).SignInInput,
    explain: (field, issue) =>
      field === "password" && issue === "missing" ? auth.problems.passwordMissing : explain(field, issue),
    explainFailure,
    send: async (values) => {
      await request("POST", "/api/sign-in", values);
      // A whole page, so that nothing drawn for a visitor is kept.
      window.location.replace(next);
    },
  });
  return (
    <form {...form} method="post" className="grid gap-4">
      {failure && <Notice tone="danger">{failure}</Notice>}
      <Field id="email" label={auth.email} error={errors.email}>
        <Input
          {...fieldAttributes("email", { error: errors.email })}
          name="email"
          type="email"
          autoComplete="username"
          autoFocus
          required
        />
      </Field>
      <Field id="password" label={auth.password} error={errors.password}>
        <PasswordInput
          {...fieldAttributes("password", { error: errors.password })}
          name="password"
          autoComplete="current-password"
          required
        />
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={busy} className="mt-2">
        {auth.signIn.submit}
      </Button>
    </form>
  );
}
