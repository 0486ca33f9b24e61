"use client";

import { Bookmark, Trash2 } from "lucide-react";
import { useId, useState } from "react";
import { useFailureText } from "@/components/failure";
import { useFormat, useText } from "@/components/text-provider";
import { Button, IconButton } from "@/components/ui/button";
import { Field, fieldAttributes } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";
import { toast } from "@/components/ui/toast";
import type { BenchInput, BenchPreset } from "@/lib/bench/schema";
import { deletePreset, savePreset } from "./api";

interface PresetsMenuProps {
  presets: readonly BenchPreset[];
  /** what is kept under a name */
  input: BenchInput;
  onLoad: (input: BenchInput) => void;
  onChange: (presets: BenchPreset[]) => void;
}

/** Requests kept under names: to load, to save the present one as, to delete. */
export function PresetsMenu({ presets, input, onLoad, onChange }: PresetsMenuProps) {
  const words = useText("bench").presets;
  return (
    <Popover
      label={words.label}
      align="end"
      trigger={
        <IconButton label={words.label}>
          <Bookmark aria-hidden />
        </IconButton>
      }
    >
      {(close) => (
        <Presets
          presets={presets}
          input={input}
          onChange={onChange}
          onLoad={(request) => {
            onLoad(request);
            close();
          }}
        />
      )}
    </Popover>
  );
}

function Presets({ presets, input, onLoad, onChange }: PresetsMenuProps) {
  const words = useText("bench").presets;
  const format = useFormat();
  const failureText = useFailureText();
  const [name, setName] = useState("");
  const [busy, setBusy] = useState(false);
  const id = useId();
  const own = presets.filter(({ mode }) => mode === input.mode);
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      toast({ text: failureText(error), tone: "danger" });
    } finally {
      setBusy(false);
    }
  };
  const save = () =>
    attempt(async () => {
      const saved = await savePreset(name.trim(), input);
      onChange([...presets.filter((each) => each.id !== saved.id), saved]);
      setName("");
      toast({ text: format(words.saved, { name: saved.name }), tone: "success" });
    });
  const remove = (preset: BenchPreset) =>
    attempt(async () => {
      await deletePreset(preset.id);
      onChange(presets.filter((each) => each.id !== preset.id));
      // Deleted at once and saved again where that is taken back: it is the same request under the same name.
      toast({
        text: format(words.deleted, { name: preset.name }),
        undo: () => {
          savePreset(preset.name, preset.request).then(
            (saved) => onChange([...presets.filter((each) => each.id !== preset.id), saved]),
            (error: unknown) => toast({ text: failureText(error), tone: "danger" }),
          );
        },
      });
    });
  return (
    <div className="grid gap-3">
      {own.length === 0 ? (
        <p className="text-sm text-muted-foreground">{words.none}</p>
      ) : (
        <ul className="grid max-h-60 overflow-y-auto" aria-label={words.choose}>
          {own.map((preset) => (
            <li key={preset.id} className="flex items-center gap-1">
              <button
                type="button"
                className="touch min-w-0 grow truncate rounded-md px-2 py-1.5 text-left text-sm hover:bg-accent"
                onClick={() => onLoad(preset.request)}
              >
                {preset.name}
              </button>
              <IconButton
                size="iconSm"
                label={format(words.delete, { name: preset.name })}
                disabled={busy}
                onClick={() => void remove(preset)}
              >
                <Trash2 aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <form
        className="grid gap-2 border-t pt-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) void save();
        }}
      >
        <Field id={id} label={words.save} hint={words.nameHint}>
          <Input
            {...fieldAttributes(id, { hint: words.nameHint })}
            value={name}
            maxLength={100}
            placeholder={words.name}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Button type="submit" busy={busy} disabled={name.trim() === ""} className="justify-self-end">
          {words.confirm}
        </Button>
      </form>
    </div>
  );
}
