import type { Metadata } from "next";
import { AdminPage } from "@/components/admin/admin-page";
import { Section } from "@/components/shell/page";
import { TextProvider } from "@/components/text-provider";
import { CompareButton } from "@/components/voices/compare-button";
import { ProviderProblem } from "@/components/voices/provider-problem";
import { UnknownVoices } from "@/components/voices/unknown-voices";
import { VoicesTable } from "@/components/voices/voices-table";
import { findPeople } from "@/lib/auth";
import { requireAdmin } from "@/lib/http";
import { messagesFor, pickMessages } from "@/lib/i18n";
import { reportVoices } from "@/lib/voices";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messagesFor((await requireAdmin()).locale).voices.admin.title };
}

/** The installation's voices beside the provider's list. */
export default async function AdminVoicesPage() {
  const ctx = await requireAdmin();
  const { admin, voices: words } = messagesFor(ctx.locale);
  const { voices, unknown, problem } = await reportVoices(ctx);
  const people = await findPeople(ctx, [...new Set(voices.map(({ userId }) => userId))]);
  return (
    <TextProvider locale={ctx.locale} messages={pickMessages(ctx.locale, ["voices"])}>
      <AdminPage current="voices" admin={admin} actions={<CompareButton />}>
        <Section title={words.admin.unknown} text={words.admin.unknownText}>
          {problem ? <ProviderProblem problem={problem} /> : <UnknownVoices voices={unknown} />}
        </Section>
        <Section title={words.admin.all} text={words.admin.text}>
          <VoicesTable
            voices={voices}
            people={Object.fromEntries(people.map(({ id, name, email }) => [id, name || email]))}
          />
        </Section>
      </AdminPage>
    </TextProvider>
  );
}
