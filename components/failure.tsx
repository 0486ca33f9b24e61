"use client";

import { useText } from "@/components/text-provider";
import { ApiError } from "@/lib/ui";

/** Turns what a request threw into words for the person: what happened and what to do now. */
export function useFailureText(): (error: unknown) => string {
  const common = useText("common");
  return (error) => {
    if (error instanceof ApiError && error.status === 0) return common.unreachable;
    if (error instanceof ApiError && error.body) return error.body.message;
    return common.failed.text;
  };
}
