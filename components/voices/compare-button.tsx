"use client";

import { RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";

/** Asks the provider for its list once more. */
export function CompareButton() {
  const words = useText("voices").admin;
  const router = useRouter();
  const [busy, begin] = useTransition();
  return (
    <Button variant="outline" busy={busy} onClick={() => begin(() => router.refresh())}>
      {!busy && <RefreshCw aria-hidden />}
      {words.refresh}
    </Button>
  );
}
