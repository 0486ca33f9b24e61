"use client";

import "./globals.css";

/**
 * Stands in for the root layout when that itself failed, so neither the person's language nor any component that needs
 * it is at hand: both languages, plain elements.
 */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body className="min-h-dvh">
        <title>Silica</title>
        <main className="mx-auto flex min-h-dvh max-w-md flex-col items-start justify-center gap-3 px-6">
          <h1 className="text-xl font-semibold tracking-tight">This page could not be shown</h1>
          <p className="text-muted-foreground">
            Something failed on the server. Load the page again; if it stays like this, tell your administrator.
          </p>
          <p lang="zh-CN" className="text-muted-foreground">
            服务器出现故障，页面无法显示。请重新加载；如果仍然如此，请联系管理员。
          </p>
          {error.digest && <p className="font-mono text-xs text-muted-foreground">{error.digest}</p>}
          <button
            type="button"
            className="mt-3 rounded-lg bg-primary px-3 py-1.5 font-medium text-primary-foreground"
            onClick={() => window.location.reload()}
          >
            Load again · 重新加载
          </button>
        </main>
      </body>
    </html>
  );
}
