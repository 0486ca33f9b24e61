import type { ReactNode } from "react";
import { Frame } from "@/components/shell/frame";
import { env } from "@/lib/env";
import { requireAdmin } from "@/lib/http";
import { pickMessages } from "@/lib/i18n";

export default async function AdminLayout({ children }: { children: ReactNode }) {
  const { actor, locale } = await requireAdmin();
  return (
    <Frame
      actor={actor}
      locale={locale}
      messages={pickMessages(locale, ["common", "frame", "admin"])}
      simulated={env().SILICONFLOW_SIMULATED}
    >
      {children}
    </Frame>
  );
}
