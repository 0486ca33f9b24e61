"use client";

import { useState } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
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
  const { signIn } = useText("auth");
  const { explainFailure } = useExplain();
  const fill = useFormat();
  const [leavingFor, setLeavingFor] = useState<string>();
  const [failure, setFailure] = useState<string>();
  if (providers.length === 0) return null;

  const leave = async (id: string) => {
    setLeavingFor(id);
    setFailure(undefined);
    try {
      if (join) await request("POST", "/api/sign-up/outside", join.token ? { token: join.token } : {});
      const { csrfToken } = await request<{ csrfToken: string }>("GET", "/api/auth/csrf");
      // Not a form's own submission: the policy allows those to lead nowhere but here.
      const response = await fetch(`/api/auth/signin/${id}`, {
        method: "POST",
        body: new URLSearchParams({ csrfToken, callbackUrl: next, json: "true" }),
      });
      const { url } = (await response.json()) as { url: string };
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
