"use client";

import { useFailureText } from "@/components/failure";
import { useFormat, useText } from "@/components/text-provider";
import { ApiError } from "@/lib/ui";

/** Words for what sign-in, sign-up and account forms refuse. */
export function useExplain() {
  const { problems, reasons } = useText("auth");
  const fill = useFormat();
  const otherWords = useFailureText();
  const known: Readonly<Record<string, string>> = reasons;

  /** @param field its name in the request @param issue zod's code, `missing`, or the failure's reason */
  const explain = (field: string, issue: string): string | undefined => {
    const reason = known[issue];
    if (reason) return reason;
    const missing = issue === "missing";
    switch (field) {
      case "email":
        return missing ? problems.emailMissing : problems.email;
      case "name":
        return problems.name;
      case "password":
      case "newPassword":
        return missing ? problems.newPasswordMissing : problems.password;
      case "currentPassword":
        return problems.passwordMissing;
      case "acceptTerms":
        return problems.terms;
      default:
        return undefined;
    }
  };

  const explainFailure = (error: unknown): string => {
    const body = error instanceof ApiError ? error.body : undefined;
    const words = body?.reason && known[body.reason];
    if (!words) return otherWords(error);
    return fill(words, { minutes: Math.max(1, Math.ceil((body.retryAfterMs ?? 60_000) / 60_000)) });
  };

  return { explain, explainFailure };
}
