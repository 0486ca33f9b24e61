import type { ReactNode } from "react";
import { Page } from "@/components/shell/page";
import { TabLinks } from "@/components/ui/tabs";
import type { Messages } from "@/lib/i18n/schema";

const tabs = [
  { id: "overview", href: "/admin" },
  { id: "models", href: "/admin/models" },
  { id: "invitations", href: "/admin/invitations" },
  { id: "tools", href: "/admin/tools" },
  { id: "sharing", href: "/admin/sharing" },
  { id: "voices", href: "/admin/voices" },
  { id: "storage", href: "/admin/storage" },
  { id: "jobs", href: "/admin/jobs" },
] as const;

export interface AdminPageProps {
  current: (typeof tabs)[number]["id"];
  admin: Messages["admin"];
  actions?: ReactNode;
  children: ReactNode;
}

/** A page of the administration, with the way to the others. */
export function AdminPage({ current, admin, actions, children }: AdminPageProps) {
  return (
    <Page title={admin.title} actions={actions}>
      <TabLinks
        label={admin.title}
        className="mb-6"
        items={tabs.map(({ id, href }) => ({ href, label: admin.tabs[id], current: id === current }))}
      />
      {children}
    </Page>
  );
}
