"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useExplain } from "@/components/auth/use-explain";
import { useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Field, fieldAttributes, Label } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { useForm } from "@/components/ui/use-form";
import type { InvitationSummary } from "@/lib/auth/schema";
import { request } from "@/lib/ui";

/** Makes an invitation, and shows its link for the only time. */
export function InvitationForm() {
  const { invitations, ...admin } = useText("admin");
  const { explain, explainFailure } = useExplain();
  const router = useRouter();
  const [link, setLink] = useState<string>();
  const toInput = ({ email, role }: Record<string, string>) => ({ role, ...(email ? { email } : {}) });
  const { busy, errors, failure, form } = useForm({
    schema: async () => (await import("@/components/auth/schemas")).InvitationInput,
    toInput,
    explain,
    explainFailure,
    send: async (values) => {
      const { url } = await request<{ invitation: InvitationSummary; url: string }>(
        "POST",
        "/api/admin/invitations",
        toInput(values),
      );
      setLink(url);
      router.refresh();
    },
  });

  if (link)
    return (
      <div className="grid max-w-2xl gap-3">
        <div className="grid gap-1.5">
          <Label htmlFor="link">{invitations.link}</Label>
          <div className="flex gap-2">
            <Input
              id="link"
              readOnly
              value={link}
              className="font-mono text-xs"
              aria-describedby="link-hint"
              onFocus={(event) => event.target.select()}
            />
            <CopyButton text={link} label={invitations.copyLink} withLabel variant="primary" className="h-9" />
          </div>
          <p id="link-hint" role="status" className="text-xs text-warning">
            {invitations.created}
          </p>
        </div>
        <Button className="justify-self-start" onClick={() => setLink(undefined)}>
          {invitations.another}
        </Button>
      </div>
    );

  const hint = invitations.emailHint;
  return (
    <form {...form} method="post" className="grid max-w-2xl gap-3">
      {failure && <Notice tone="danger">{failure}</Notice>}
      <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_auto_auto]">
        <Field id="email" label={invitations.email} hint={hint} error={errors.email}>
          <Input
            {...fieldAttributes("email", { hint, error: errors.email })}
            name="email"
            type="email"
            autoComplete="off"
          />
        </Field>
        <div className="grid content-start gap-1.5">
          <Label htmlFor="role">{admin.role}</Label>
          <Select id="role" name="role" defaultValue="member">
            <option value="member">{admin.roles.member}</option>
            <option value="admin">{admin.roles.admin}</option>
          </Select>
        </div>
        <Button type="submit" variant="primary" busy={busy} className="h-9 self-start sm:mt-6.5">
          {invitations.create}
        </Button>
      </div>
    </form>
  );
}
