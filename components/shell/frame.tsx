import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { TextProvider } from "@/components/text-provider";
import type { Locale, UserActor } from "@/lib/core";
import type { Messages } from "@/lib/i18n/schema";
import { BottomBar } from "./bottom-bar";
import { Commands } from "./commands";
import { Rail } from "./rail";
import { railCookie, type Person } from "./person";
import { SimulatedStrip } from "./simulated";
import { Tray } from "./tray";

export interface FrameProps {
  actor: UserActor;
  locale: Locale;
  messages: Pick<Messages, "common" | "frame"> & Partial<Messages>;
  simulated: boolean;
  children: ReactNode;
}

/** What stands around every page of a signed-in person: the rail of studios, the phone's bar, the palette. */
export async function Frame({ actor, locale, messages, simulated, children }: FrameProps) {
  const wide = (await cookies()).get(railCookie)?.value === "wide";
  const person: Person = {
    name: actor.name || actor.email,
    email: actor.email,
    admin: actor.role === "admin",
    theme: actor.theme,
    locale: actor.locale,
  };
  return (
    <TextProvider locale={locale} messages={messages}>
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-lg bg-primary px-3 py-2 font-medium text-primary-foreground focus:translate-y-0"
      >
        {messages.frame.skip}
      </a>
      <div className="grid h-dvh grid-cols-[auto_minmax(0,1fr)] grid-rows-[minmax(0,1fr)] max-sm:grid-cols-[minmax(0,1fr)] max-sm:grid-rows-[minmax(0,1fr)_auto]">
        <Rail person={person} initiallyWide={wide} />
        <div className="flex min-h-0 min-w-0 flex-col">
          {simulated && <SimulatedStrip common={messages.common} />}
          <main id="content" tabIndex={-1} className="relative min-h-0 grow overflow-y-auto outline-none">
            {children}
          </main>
          <Tray place="strip" />
        </div>
        <BottomBar person={person} />
      </div>
      <Commands person={person} />
    </TextProvider>
  );
}
