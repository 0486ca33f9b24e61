"use client";

import { useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Field, FieldError, fieldAttributes } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Checkbox } from "@/components/ui/switch";
import { useForm } from "@/components/ui/use-form";
import { request } from "@/lib/ui";
import { PasswordInput } from "./password-input";
import { useExplain } from "./use-explain";

export interface JoinFormProps {
  /** sign-up: by invitation or open; setup: the first administrator, by the one-time link */
  kind: "sign-up" | "setup";
  token?: string | undefined;
  /** the only address the invitation is for */
  email?: string | undefined;
  submit: string;
}

/** Makes an account and goes in. */
export function JoinForm({ kind, token, email, submit }: JoinFormProps) {
  const auth = useText("auth");
  const { explain, explainFailure } = useExplain();
  const toInput = ({ acceptTerms, ...values }: Record<string, string>) => ({
    ...values,
    acceptTerms: acceptTerms === "on",
    ...(token ? { token } : {}),
  });
  const { busy, errors, failure, form } = useForm({
    schema: async () => (await import("./schemas"))[kind === "setup" ? "SetupInput" : "SignUpInput"],
    toInput,
    explain,
    explainFailure,
    send: async (values) => {
      await request("POST", `/api/${kind}`, toInput(values));
      window.location.replace("/");
    },
  });
  const hint = auth.newPasswordHint;
  return (
    <form {...form} method="post" className="grid gap-4">
      {failure && <Notice tone="danger">{failure}</Notice>}
      <Field id="email" label={auth.email} error={errors.email}>
        <Input
          {...fieldAttributes("email", { error: errors.email })}
          name="email"
          type="email"
          autoComplete="username"
          defaultValue={email}
          readOnly={email !== undefined}
          autoFocus={email === undefined}
          required
        />
      </Field>
      <Field id="name" label={auth.name} hint={auth.nameHint} error={errors.name}>
        <Input
          {...fieldAttributes("name", { error: errors.name, hint: auth.nameHint })}
          name="name"
          autoComplete="name"
          autoFocus={email !== undefined}
        />
      </Field>
      <Field id="password" label={auth.password} hint={hint} error={errors.password}>
        <PasswordInput
          {...fieldAttributes("password", { error: errors.password, hint })}
          name="password"
          autoComplete="new-password"
          required
        />
      </Field>
      <div className="grid gap-1.5">
        <label className="flex items-start gap-2.5 text-xs text-muted-foreground">
          <Checkbox {...fieldAttributes("acceptTerms", { error: errors.acceptTerms })} name="acceptTerms" />
          <span>{auth.signUp.terms}</span>
        </label>
        {errors.acceptTerms && <FieldError id="acceptTerms-error">{errors.acceptTerms}</FieldError>}
      </div>
      <Button type="submit" variant="primary" size="lg" busy={busy} className="mt-2">
        {submit}
      </Button>
    </form>
  );
}
