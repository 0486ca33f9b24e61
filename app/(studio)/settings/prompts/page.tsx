import type { Metadata } from "next";
import { PromptLibrary } from "@/components/settings/prompt-library";
import { SettingsPageFrame } from "@/components/settings/settings-page";
import { Section } from "@/components/shell/page";
import { TextProvider } from "@/components/text-provider";
import { requireUser } from "@/lib/http";
import { messagesFor, pickMessages } from "@/lib/i18n";
import { listPrompts } from "@/lib/prompts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messagesFor((await requireUser()).locale).transfer.prompts.title };
}

/** The prompts one can begin a question with. */
export default async function PromptsPage() {
  const ctx = await requireUser();
  const { settings, transfer } = messagesFor(ctx.locale);
  const page = await listPrompts(ctx, { limit: 100 });
  return (
    <TextProvider locale={ctx.locale} messages={pickMessages(ctx.locale, ["settings", "transfer"])}>
      <SettingsPageFrame current="prompts" settings={settings}>
        <Section title={transfer.prompts.title} text={transfer.prompts.text}>
          <PromptLibrary page={page} admin={ctx.actor.role === "admin"} />
        </Section>
      </SettingsPageFrame>
    </TextProvider>
  );
}
