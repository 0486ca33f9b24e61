import type { ReactNode } from "react";
import { Mark } from "@/components/shell/mark";
import { SimulatedStrip } from "@/components/shell/simulated";
import { TextProvider } from "@/components/text-provider";
import { env } from "@/lib/env";
import { findVisitor } from "@/lib/http";
import { pickMessages } from "@/lib/i18n";

/** One narrow column: the mark, a heading, a form. */
export default async function AuthLayout({ children }: { children: ReactNode }) {
  const { locale } = await findVisitor();
  const messages = pickMessages(locale, ["auth", "common"]);
  return (
    <TextProvider locale={locale} messages={messages}>
      <div className="flex min-h-dvh flex-col">
        {env().SILICONFLOW_SIMULATED && <SimulatedStrip common={messages.common} />}
        <main className="mx-auto flex w-full max-w-96 grow flex-col px-6 pt-[14dvh] pb-12">
          <p className="mb-10 flex items-center gap-2.5 text-base font-semibold tracking-tight">
            <Mark />
            {messages.common.product}
          </p>
          {children}
        </main>
      </div>
    </TextProvider>
  );
}
