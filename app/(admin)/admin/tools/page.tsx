import type { Metadata } from "next";
import { AdminPage } from "@/components/admin/admin-page";
import { Section } from "@/components/shell/page";
import { TextProvider } from "@/components/text-provider";
import { ServerList } from "@/components/tools/server-list";
import { StepLimit } from "@/components/tools/step-limit";
import { ToolList } from "@/components/tools/tool-list";
import { WeatherKey } from "@/components/tools/weather-key";
import { requireAdmin } from "@/lib/http";
import { messagesFor, pickMessages } from "@/lib/i18n";
import { hasWeatherKey, listOwnTools, listToolServers, readStepLimit } from "@/lib/tools";
import { mostToolSteps } from "@/lib/tools/schema";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messagesFor((await requireAdmin()).locale).toolForms.sharedTitle };
}

/** Tools and servers that everybody here may use, and the key of the weather tool. */
export default async function AdminToolsPage() {
  const ctx = await requireAdmin();
  const { admin, toolForms } = messagesFor(ctx.locale);
  const [tools, servers, weatherKeyIsSet, limit] = await Promise.all([
    listOwnTools(ctx, { shared: true }),
    listToolServers(ctx, { shared: true }),
    hasWeatherKey(ctx),
    readStepLimit(ctx),
  ]);
  return (
    <TextProvider locale={ctx.locale} messages={pickMessages(ctx.locale, ["toolForms"])}>
      <AdminPage current="tools" admin={admin}>
        <Section title={toolForms.sharedTitle} text={toolForms.sharedText}>
          <ToolList tools={tools} shared />
        </Section>
        <Section title={toolForms.servers} text={toolForms.serversText}>
          <ServerList servers={servers} shared />
        </Section>
        <Section title={toolForms.steps} text={toolForms.stepsText}>
          <StepLimit {...limit} most={mostToolSteps} />
        </Section>
        <Section title={toolForms.weather} text={toolForms.weatherText}>
          <WeatherKey isSet={weatherKeyIsSet} />
        </Section>
      </AdminPage>
    </TextProvider>
  );
}
