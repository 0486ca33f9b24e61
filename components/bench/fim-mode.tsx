"use client";

import { Check, RefreshCw, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useId, useRef, useState } from "react";
import { useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { toast } from "@/components/ui/toast";
import { untilLoaded } from "@/components/ui/until-loaded";
import { languageNames } from "./code-languages";
import type { CodeEditorHandle } from "./code-editor";
import { TextField } from "./fields";
import type { ModeProps } from "./mode-props";

const CodeEditor = dynamic(() => untilLoaded(() => import("./code-editor")).then((module) => module.CodeEditor), {
  ssr: false,
  loading: () => <div className="h-48 animate-pulse rounded-lg border bg-muted motion-reduce:animate-none" />,
});

/** A text with a gap, and what the model would write there. */
export function FimMode({ input, run, busy, onChange, onRun, onDismiss }: ModeProps<"fim">) {
  const words = useText("bench");
  const fields = words.fields;
  const id = useId();
  const editor = useRef<CodeEditorHandle>(null);
  // The editor owns its text; another one is made where the text comes from elsewhere.
  const [initial] = useState({ prefix: input.prefix, suffix: input.suffix });
  const suggestion = run?.mode === "fim" ? run.result.text : busy ? "" : undefined;
  const ready = !busy && run?.mode === "fim" && run.result.text !== "";
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <p className="grow text-sm font-medium" id={`${id}-label`}>
            {fields.code}
          </p>
          <label htmlFor={`${id}-language`} className="text-xs text-muted-foreground">
            {fields.language}
          </label>
          <Select
            id={`${id}-language`}
            value={input.language}
            onChange={(event) => onChange({ ...input, language: event.target.value })}
          >
            <option value="plain">{fields.plain}</option>
            {Object.entries(languageNames).map(([name, label]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </Select>
        </div>
        <CodeEditor
          ref={editor}
          label={fields.code}
          describedBy={`${id}-keys`}
          initial={initial}
          language={input.language}
          suggestion={suggestion}
          ready={ready}
          onChange={({ prefix, suffix }) => onChange({ ...input, prefix, suffix })}
          onAccept={() => {
            onDismiss();
            toast({ text: words.suggestion.accepted, tone: "success" });
          }}
          onReject={onDismiss}
          onRun={() => onRun(input)}
        />
        <p id={`${id}-keys`} className="text-xs text-muted-foreground">
          {words.hints.fim} {words.suggestion.keys}
        </p>
      </div>
      {run?.mode === "fim" && !busy && run.state === "complete" && (
        <div className="flex flex-wrap items-center gap-2" role="status">
          <span className="min-w-0 basis-full text-sm text-muted-foreground">
            {ready ? words.suggestion.inEditor : words.suggestion.nothing}
          </span>
          {ready && (
            <Button size="sm" variant="outline" onClick={() => editor.current?.accept()}>
              <Check aria-hidden />
              {words.suggestion.accept}
            </Button>
          )}
          <Button size="sm" variant="outline" onClick={onDismiss}>
            <X aria-hidden />
            {words.suggestion.reject}
          </Button>
          <Button size="sm" variant="outline" onClick={() => onRun(input)}>
            <RefreshCw aria-hidden />
            {words.suggestion.next}
          </Button>
        </div>
      )}
      <div className="grid gap-1.5">
        <p className="text-sm font-medium">{fields.endpoint}</p>
        <SegmentedControl
          label={fields.endpoint}
          name={`${id}-endpoint`}
          className="justify-self-start"
          value={input.endpoint}
          options={[
            { value: "chat", label: fields.endpoints.chat },
            { value: "completions", label: fields.endpoints.completions },
          ]}
          onChange={(endpoint) => onChange({ ...input, endpoint })}
        />
      </div>
      {input.endpoint === "chat" && (
        <TextField
          label={fields.wish}
          rows={2}
          value={input.instruction}
          placeholder={fields.wishPlaceholder}
          onChange={(instruction) => onChange({ ...input, instruction })}
        />
      )}
    </div>
  );
}
