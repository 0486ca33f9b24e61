"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useFailureText } from "@/components/failure";
import { signOut } from "@/components/shell/sign-out";
import { useFormat, useText } from "@/components/text-provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import type { SessionSummary } from "@/lib/auth/schema";
import { request } from "@/lib/ui";
import { readUserAgent } from "./user-agent";

/** Where the person is signed in, each with a way to end it. */
export function SessionList({ sessions }: { sessions: readonly SessionSummary[] }) {
  const settings = useText("settings");
  const fill = useFormat();
  const router = useRouter();
  const words = useFailureText();
  const [busy, setBusy] = useState<string>();
  const others = sessions.filter((session) => !session.current);

  const run = async (key: string, action: () => Promise<string>) => {
    setBusy(key);
    try {
      toast({ text: await action(), tone: "success" });
      router.refresh();
    } catch (error) {
      toast({ text: words(error), tone: "danger" });
    } finally {
      setBusy(undefined);
    }
  };

  const nameOf = (session: SessionSummary) => {
    const { browser, system } = readUserAgent(session.userAgent);
    if (browser && system) return fill(settings.browserOn, { browser, system });
    return browser ?? system ?? settings.unknownBrowser;
  };

  return (
    <div className="grid justify-items-start gap-3">
      <ul className="w-full border-t">
        {sessions.map((session) => (
          <li key={session.id} className="flex min-h-14 items-center gap-3 border-b py-2">
            <div className="grid min-w-0 grow gap-0.5">
              <span className="flex flex-wrap items-center gap-2">
                {nameOf(session)}
                {session.current && <Badge tone="accent">{settings.thisBrowser}</Badge>}
              </span>
              <span className="text-xs text-muted-foreground">
                {settings.lastSeen} <RelativeTime value={session.lastSeenAt} /> · {settings.signedIn}{" "}
                <RelativeTime value={session.createdAt} />
              </span>
            </div>
            <Button
              variant="outline"
              size="sm"
              busy={busy === session.id}
              aria-label={fill(settings.endNamed, { browser: nameOf(session) })}
              onClick={() =>
                void (session.current
                  ? signOut().catch((error: unknown) => toast({ text: words(error), tone: "danger" }))
                  : run(session.id, async () => {
                      await request("DELETE", `/api/settings/sessions/${session.id}`);
                      return settings.ended;
                    }))
              }
            >
              {settings.end}
            </Button>
          </li>
        ))}
      </ul>
      {others.length > 0 ? (
        <Button
          busy={busy === "others"}
          onClick={() =>
            void run("others", async () => {
              const { ended } = await request<{ ended: number }>("POST", "/api/settings/sessions/end-others");
              return fill(settings.endedOthers, { count: ended });
            })
          }
        >
          {settings.endOthers}
        </Button>
      ) : (
        <p className="text-xs text-muted-foreground">{settings.onlyThis}</p>
      )}
    </div>
  );
}
