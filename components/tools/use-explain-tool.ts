"use client";

import { useFailureText } from "@/components/failure";
import { useText } from "@/components/text-provider";
import { ApiError } from "@/lib/ui";

/** Words for what the forms of tools refuse. */
export function useExplainTool() {
  const { problems, reasons } = useText("toolForms");
  const otherWords = useFailureText();
  const known: Readonly<Record<string, string>> = reasons;

  /** @param issue zod's code, `missing`, or the failure's reason */
  const explain = (field: string, issue: string): string | undefined => {
    if (Object.hasOwn(known, issue)) return known[issue];
    switch (field) {
      case "name":
        return problems.name;
      case "serverName":
        return problems.serverName;
      case "description":
        return problems.description;
      case "parameters":
        return problems.json;
      case "headers":
        return problems.headers;
      case "url":
        return reasons.address;
      case "key":
        return problems.weatherKey;
      case "steps":
        return problems.steps;
      default:
        return undefined;
    }
  };

  const explainFailure = (error: unknown): string => {
    const reason = error instanceof ApiError ? error.body?.reason : undefined;
    return reason !== undefined && Object.hasOwn(known, reason) ? known[reason]! : otherWords(error);
  };

  return { explain, explainFailure };
}
