import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { TextProvider } from "@/components/text-provider";
import { BrowserSetup } from "@/components/shell/browser-setup";
import { ClockProvider } from "@/components/ui/relative-time";
import { Toaster } from "@/components/ui/toast";
import { TooltipHost } from "@/components/ui/tooltip";
import { findVisitor } from "@/lib/http";
import { messagesFor, pickMessages } from "@/lib/i18n";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const { common } = messagesFor((await findVisitor()).locale);
  return {
    title: { default: common.product, template: `%s · ${common.product}` },
    description: common.description,
    referrer: "no-referrer",
    robots: { index: false, follow: false },
    formatDetection: { telephone: false },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  interactiveWidget: "resizes-content",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f9fafa" },
    { media: "(prefers-color-scheme: dark)", color: "#0f1213" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { actor, locale, now } = await findVisitor();
  const nonce = /'nonce-([\w-]+)'/.exec((await headers()).get("content-security-policy") ?? "")?.[1];
  return (
    <html
      lang={locale}
      data-theme={(actor.type === "user" && actor.theme) || undefined}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      // Extensions write attributes here, and the theme changes in the browser first.
      suppressHydrationWarning
    >
      <body className="min-h-dvh">
        <BrowserSetup nonce={nonce ?? ""} />
        <ClockProvider now={now.getTime()}>
          <TextProvider locale={locale} messages={pickMessages(locale, ["common", "failure"])}>
            {children}
            <Toaster />
            <TooltipHost />
          </TextProvider>
        </ClockProvider>
      </body>
    </html>
  );
}
