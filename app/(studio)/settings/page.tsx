import type { Metadata } from "next";
import { DeleteAccount } from "@/components/settings/delete-account";
import { PasswordForm } from "@/components/settings/password-form";
import { ProfileForm } from "@/components/settings/profile-form";
import { SessionList } from "@/components/settings/session-list";
import { SettingsPageFrame } from "@/components/settings/settings-page";
import { Takeout } from "@/components/settings/takeout";
import { Section } from "@/components/shell/page";
import { TextProvider } from "@/components/text-provider";
import { ServerList } from "@/components/tools/server-list";
import { ToolList } from "@/components/tools/tool-list";
import { listSessions, readAccount, signInMethods } from "@/lib/auth";
import { requireUser } from "@/lib/http";
import { format, messagesFor, pickMessages } from "@/lib/i18n";
import { listOwnTools, listToolServers } from "@/lib/tools";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messagesFor((await requireUser()).locale).settings.title };
}

export default async function SettingsPage() {
  const ctx = await requireUser();
  const { settings, toolForms } = messagesFor(ctx.locale);
  const [account, sessions, tools, servers] = await Promise.all([
    readAccount(ctx),
    listSessions(ctx),
    listOwnTools(ctx, { shared: false }),
    listToolServers(ctx, { shared: false }),
  ]);
  const names = new Map<string, string>(signInMethods().providers.map((provider) => [provider.id, provider.name]));
  const providers = account.providers.map((id) => names.get(id) ?? id).join(", ");
  const withoutPassword = providers === "" ? settings.passwordUnset : format(settings.passwordNone, { providers });
  return (
    <TextProvider locale={ctx.locale} messages={pickMessages(ctx.locale, ["settings", "auth", "toolForms"])}>
      <SettingsPageFrame current="account" settings={settings}>
        <Section title={settings.profile}>
          <ProfileForm account={account} />
        </Section>
        <Section title={settings.password} text={account.hasPassword ? settings.passwordText : withoutPassword}>
          <PasswordForm hasPassword={account.hasPassword} email={account.email} />
        </Section>
        <Section title={settings.sessions}>
          <SessionList sessions={sessions} />
        </Section>
        <div id="tools">
          <Section title={toolForms.title} text={toolForms.text} className="mt-10!">
            <ToolList tools={tools} shared={false} />
          </Section>
          <Section title={toolForms.servers} text={toolForms.serversText}>
            <ServerList servers={servers} shared={false} />
          </Section>
        </div>
        <Section title={settings.takeout} text={settings.takeoutText}>
          <Takeout hasPassword={account.hasPassword} />
        </Section>
        <Section title={settings.delete} text={settings.deleteText}>
          <DeleteAccount hasPassword={account.hasPassword} />
        </Section>
      </SettingsPageFrame>
    </TextProvider>
  );
}
