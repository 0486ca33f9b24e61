"use client";

import { useRouter } from "next/navigation";
import { useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Field, fieldAttributes } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { useForm } from "@/components/ui/use-form";
import { setWeatherKey } from "./api";
import { useExplainTool } from "./use-explain-tool";

/** The key of the weather tool: set or taken away, never shown. */
export function WeatherKey({ isSet }: { isSet: boolean }) {
  const words = useText("toolForms");
  const router = useRouter();
  const { explain, explainFailure } = useExplainTool();
  const save = async (key: string | null) => {
    await setWeatherKey(key);
    toast({ text: words.saved, tone: "success" });
    router.refresh();
  };
  const { busy, errors, failure, form } = useForm({
    schema: async () => (await import("./schemas")).WeatherKeyInput,
    explain,
    explainFailure,
    send: async ({ key = "" }) => save(key.trim()),
  });
  const hint = isSet ? words.weatherSet : words.weatherUnset;
  return (
    <form {...form} method="post" className="grid max-w-xl gap-3">
      {failure && <Notice tone="danger">{failure}</Notice>}
      <Field id="weather-key" label={words.weatherKey} hint={hint} error={errors.key}>
        <div className="flex flex-wrap gap-2">
          <Input
            {...fieldAttributes("weather-key", { hint, error: errors.key })}
            name="key"
            type="password"
            autoComplete="off"
            required
            className="min-w-40 flex-1"
          />
          <Button type="submit" variant="primary" busy={busy} className="h-9">
            {words.save}
          </Button>
          {isSet && (
            <Button
              variant="outline"
              className="h-9"
              onClick={() =>
                void save(null).catch((error: unknown) => toast({ text: explainFailure(error), tone: "danger" }))
              }
            >
              {words.weatherRemove}
            </Button>
          )}
        </div>
      </Field>
    </form>
  );
}
