import type { ReactNode } from "react";
import { Page } from "@/components/shell/page";
import { TabLinks } from "@/components/ui/tabs";
import type { Messages } from "@/lib/i18n/schema";

const tabs = [
  { id: "account", href: "/settings" },
  { id: "prompts", href: "/settings/prompts" },
  { id: "conversations", href: "/settings/conversations" },
] as const;

export interface SettingsPageFrameProps {
  current: (typeof tabs)[number]["id"];
  settings: Messages["settings"];
  children: ReactNode;
}

/** A page of the settings, with the way to the others. */
export function SettingsPageFrame({ current, settings, children }: SettingsPageFrameProps) {
  return (
    <Page title={settings.title} width="narrow">
      <TabLinks
        label={settings.title}
        className="mb-6"
        items={tabs.map(({ id, href }) => ({ href, label: settings.tabs[id], current: id === current }))}
      />
      {children}
    </Page>
  );
}
