"use client";

import { useState } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Checkbox } from "@/components/ui/switch";
import type { SignInMethods } from "@/lib/auth/schema";
import { request } from "@/lib/ui";
import { useExplain } from "./use-explain";

export interface ProviderButtonsProps {
  providers: SignInMethods["providers"];
  /** the path of this site to come back to */
  next: string;
  /** makes an account with the outside sign-in, by an invitation or where sign-up is open */
  join?: { token: string | undefined };
}

/** Signing in at an outside provider. Nothing is drawn where none is configured. */
export function ProviderButtons({ providers, next, join }: ProviderButtonsProps) {
  const { signIn, signUp, problems } = useText("auth");
  const { explainFailure } = useExplain();
  const fill = useFormat();
  const [leavingFor, setLeavingFor] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const [accepted, setAccepted] = useState(false);
  if (providers.length === 0) return null;

  const leave = async (id: string) => {
    if (join && !accepted) {
      setFailure(problems.terms);
      return;
    }
    setLeavingFor(id);
    setFailure(undefined);
    try {
      const { csrfToken } = await request<{ csrfToken: string }>("GET", "/api/auth/csrf");
      // Not a form's own submission: the policy allows those to lead nowhere but here.
      const joining = join ? { acceptTerms: true, ...(join.token ? { token: join.token } : {}) } : {};
      const { url } = await request<{ url: string }>("POST", `/api/auth/signin/${id}`, {
        csrfToken,
        callbackUrl: next,
        ...joining,
      });
      window.location.assign(url);
    } catch (error) {
      setLeavingFor(undefined);
      setFailure(explainFailure(error));
    }
  };

  return (
    <div className="mt-6 grid gap-2">
      <p className="mb-2 flex items-center gap-3 text-xs text-muted-foreground before:h-px before:grow before:bg-border after:h-px after:grow after:bg-border">
        {signIn.or}
      </p>
      {failure && <Notice tone="danger">{failure}</Notice>}
      {join && (
        <label className="mb-2 flex items-start gap-2.5 text-xs text-muted-foreground">
          <Checkbox checked={accepted} onChange={(event) => setAccepted(event.target.checked)} />
          <span>{signUp.terms}</span>
        </label>
      )}
      {providers.map((provider) => (
        <Button
          key={provider.id}
          variant="outline"
          size="lg"
          busy={leavingFor === provider.id}
          onClick={() => void leave(provider.id)}
        >
          {fill(signIn.with, { provider: provider.name })}
        </Button>
      ))}
    </div>
  );
}
