"use client";

import { MessagePage } from "@/components/shell/message-page";
import { useFormat, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";

export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const { failed, tryAgain } = useText("common");
  const fill = useFormat();
  return (
    <MessagePage
      title={failed.title}
      text={failed.text}
      note={error.digest && fill(failed.number, { digest: error.digest })}
      home={failed.home}
      action={
        <Button variant="primary" onClick={reset}>
          {tryAgain}
        </Button>
      }
    />
  );
}
