"use client";

import { Check, Monitor, Moon, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useExplain } from "@/components/auth/use-explain";
import { applyTheme } from "@/components/shell/appearance";
import { useText } from "@/components/text-provider";
import { Field, fieldAttributes, Label } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import type { Account, ProfileInput } from "@/lib/auth/schema";
import { locales, type Locale, type Theme } from "@/lib/core";
import { ApiError, request } from "@/lib/ui";

const themes = [
  { value: "system", icon: Monitor },
  { value: "light", icon: Sun },
  { value: "dark", icon: Moon },
] as const;

/** Name, language and theme. Each is saved as it changes, and says so. */
export function ProfileForm({ account }: { account: Account }) {
  const settings = useText("settings");
  const common = useText("common");
  const { explain, explainFailure } = useExplain();
  const router = useRouter();
  const [theme, setTheme] = useState<Theme | null>(account.theme);
  const [locale, setLocale] = useState<Locale | null>(account.locale);
  const [savedName, setSavedName] = useState(account.name);
  const [nameError, setNameError] = useState<string>();
  const [saved, setSaved] = useState<keyof ProfileInput>();

  const save = async (field: keyof ProfileInput, change: ProfileInput, undo: () => void) => {
    setSaved(undefined);
    try {
      await request("PATCH", "/api/settings", change);
      setSaved(field);
      router.refresh();
    } catch (error) {
      undo();
      const words = error instanceof ApiError && error.body?.field === field ? explain(field, "") : undefined;
      if (words) setNameError(words);
      else toast({ text: explainFailure(error), tone: "danger" });
    }
  };

  return (
    <div className="grid gap-5">
      <Field
        id="name"
        label={<WithSaved name={settings.name} saved={saved === "name"} />}
        hint={settings.nameHint}
        error={nameError}
      >
        <Input
          {...fieldAttributes("name", { hint: settings.nameHint, error: nameError })}
          name="name"
          autoComplete="name"
          defaultValue={account.name}
          onBlur={(event) => {
            const name = event.target.value.trim();
            setNameError(undefined);
            if (name === savedName) return;
            setSavedName(name);
            void save("name", { name }, () => setSavedName(savedName));
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.nativeEvent.isComposing) event.currentTarget.blur();
          }}
        />
      </Field>
      <Field id="email" label={settings.email} hint={settings.emailHint}>
        <Input {...fieldAttributes("email", { hint: settings.emailHint })} defaultValue={account.email} readOnly />
      </Field>
      <div className="grid gap-1.5">
        <Label htmlFor="language">
          <WithSaved name={settings.language} saved={saved === "locale"} />
        </Label>
        <Select
          id="language"
          className="max-w-64"
          value={locale ?? ""}
          onChange={(event) => {
            const next = (event.target.value || null) as Locale | null;
            setLocale(next);
            void save("locale", { locale: next }, () => setLocale(locale));
          }}
        >
          <option value="">{settings.languageAuto}</option>
          {locales.map((each) => (
            <option key={each} value={each} lang={each}>
              {common.languages[each]}
            </option>
          ))}
        </Select>
      </div>
      <div className="grid justify-items-start gap-1.5">
        <span className="text-sm font-medium" aria-hidden>
          <WithSaved name={settings.theme} saved={saved === "theme"} />
        </span>
        <SegmentedControl
          label={settings.theme}
          name="theme"
          value={theme ?? "system"}
          options={themes.map(({ value, icon: Icon }) => ({
            value,
            label: (
              <>
                <Icon aria-hidden />
                {common.themes[value]}
              </>
            ),
          }))}
          onChange={(value) => {
            const next = value === "system" ? null : value;
            setTheme(next);
            applyTheme(next);
            void save("theme", { theme: next }, () => {
              setTheme(theme);
              applyTheme(theme);
            });
          }}
        />
      </div>
      <p role="status" className="sr-only">
        {saved ? settings.saved : ""}
      </p>
    </div>
  );
}

/** A label that says for the eyes that its setting has just been saved. */
function WithSaved({ name, saved }: { name: string; saved: boolean }) {
  const settings = useText("settings");
  return (
    <>
      {name}
      {saved && (
        <span aria-hidden className="ml-2 inline-flex items-center gap-1 text-xs font-normal text-success">
          <Check className="size-3.5" />
          {settings.saved}
        </span>
      )}
    </>
  );
}
