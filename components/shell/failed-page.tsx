"use client";

import { useFormat, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { MessagePage } from "./message-page";

export interface FailedPageProps {
  error: Error & { digest?: string };
  reset: () => void;
  framed?: boolean;
}

/** A page that failed on the server: what happened, what to quote, and another try. */
export function FailedPage({ error, reset, framed = false }: FailedPageProps) {
  const { failed, tryAgain } = useText("common");
  const fill = useFormat();
  return (
    <MessagePage
      title={failed.title}
      text={failed.text}
      note={error.digest && fill(failed.number, { digest: error.digest })}
      home={failed.home}
      framed={framed}
      action={
        <Button variant="primary" onClick={reset}>
          {tryAgain}
        </Button>
      }
    />
  );
}
