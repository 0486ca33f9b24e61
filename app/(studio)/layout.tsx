import type { ReactNode } from "react";
import { Frame } from "@/components/shell/frame";
import { env } from "@/lib/env";
import { requireUser } from "@/lib/http";
import { pickMessages } from "@/lib/i18n";

export default async function StudioLayout({ children }: { children: ReactNode }) {
  const { actor, locale } = await requireUser();
  return (
    <Frame
      actor={actor}
      locale={locale}
      messages={pickMessages(locale, ["common", "frame"])}
      simulated={env().SILICONFLOW_SIMULATED}
    >
      {children}
    </Frame>
  );
}
