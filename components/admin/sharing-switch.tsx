"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useText } from "@/components/text-provider";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast";
import { request } from "@/lib/ui";

/** Whether conversations can be shared by link. Saved as it changes. */
export function SharingSwitch({ enabled }: { enabled: boolean }) {
  const words = useText("transfer").sharing;
  const router = useRouter();
  const [on, setOn] = useState(enabled);

  const change = async (next: boolean) => {
    setOn(next);
    try {
      await request("PATCH", "/api/admin/sharing", { enabled: next });
      toast({ text: words.saved, tone: "success" });
      router.refresh();
    } catch {
      setOn(!next);
      toast({ text: words.failed, tone: "danger" });
    }
  };

  return (
    <div className="flex max-w-prose items-start justify-between gap-4">
      <div className="grid gap-1">
        <label htmlFor="sharing" className="font-medium">
          {words.switch}
        </label>
        <p id="sharing-hint" className="text-xs text-muted-foreground">
          {words.hint}
        </p>
      </div>
      <Switch
        id="sharing"
        aria-describedby="sharing-hint"
        checked={on}
        onChange={(event) => void change(event.target.checked)}
      />
    </div>
  );
}
