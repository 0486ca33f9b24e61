import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { Bench } from "@/components/bench/bench";
import { TextProvider } from "@/components/text-provider";
import { benchModes } from "@/lib/bench/schema";
import { locales } from "@/lib/core";
import { messagesFor } from "@/lib/i18n";
import { aModel } from "../chat/factories";

const model = aModel({
  capabilities: { ...aModel().capabilities, tools: true, jsonMode: true, prefix: true, fim: true },
});
const quota = {
  ...{ period: "2026-11", resetsAt: "2026-12-01T00:00:00.000Z", limitNanos: null },
  ...{ spentNanos: "0", heldNanos: "0", currency: "USD" },
};

it.each(benchModes.flatMap((mode) => locales.map((locale) => [mode, locale] as const)))(
  "%s is drawn in %s with a price, and without a model says so",
  (mode, locale) => {
    // the areas that the page and the layouts above it hand over
    const { bench, json, chat, attachments, common, failure, frame } = messagesFor(locale);
    const draw = (models: (typeof model)[]) =>
      renderToStaticMarkup(
        <TextProvider locale={locale} messages={{ bench, json, chat, attachments, common, failure, frame }}>
          <Bench
            {...{ mode, models, quota, admin: false, presets: [], run: undefined, usualModelId: undefined }}
            runs={{ items: [], nextCursor: null, kept: 500 }}
          />
        </TextProvider>,
      );
    const page = draw([model]);
    expect(page).toContain(`aria-label="${bench.mode[mode]}"`);
    expect(page).toMatch(/≈ \$0\.\d+/);
    expect(page).toContain(bench.runs.empty);
    expect(draw([aModel()])).toContain(bench.noModel);
  },
);
