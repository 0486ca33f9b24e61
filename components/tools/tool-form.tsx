"use client";

import { useRouter } from "next/navigation";
import { useId, useRef } from "react";
import { useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/dialog";
import { Field, fieldAttributes } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { useForm } from "@/components/ui/use-form";
import { toolMethods, type OwnTool, type ToolInput } from "@/lib/tools/schema";
import { saveTool } from "./api";
import { AsksFirst, HeadersField } from "./common-fields";
import { readLines } from "./header-lines";
import { TryTool } from "./try-tool";
import { useExplainTool } from "./use-explain-tool";

interface ToolFormProps {
  /** undefined: a new one */
  tool: Partial<OwnTool> | undefined;
  shared: boolean;
  onClose: () => void;
}

/** A tool as its person describes it, with a way to try it before and after it is saved. */
export function ToolForm({ tool, shared, onClose }: ToolFormProps) {
  const words = useText("toolForms");
  const { explain, explainFailure } = useExplainTool();
  const router = useRouter();
  const element = useRef<HTMLFormElement>(null);
  const id = useId();

  const { busy, errors, failure, form } = useForm({
    schema: async () => (await import("./schemas")).UpdateToolInput,
    toInput: (values) => {
      const { shared: _, ...input } = toInput(values, shared);
      return input;
    },
    explain,
    explainFailure,
    send: async (values) => {
      await saveTool(tool?.id, toInput(values, shared));
      toast({ text: words.saved, tone: "success" });
      router.refresh();
      onClose();
    },
  });

  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={tool?.id ? words.changeTool : words.newTool}
      description={words.formText}
      className="sm:w-[36rem]"
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" form={id} variant="primary" busy={busy}>
            {words.save}
          </Button>
        </>
      }
    >
      <form {...form} ref={element} id={id} method="post" className="grid gap-5 pt-2">
        {failure && <Notice tone="danger">{failure}</Notice>}
        <Field id={`${id}-name`} label={words.name} hint={words.nameHint} error={errors.name}>
          <Input
            {...fieldAttributes(`${id}-name`, { hint: words.nameHint, error: errors.name })}
            name="name"
            required
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
            defaultValue={tool?.name}
            data-autofocus
          />
        </Field>
        <Field id={`${id}-text`} label={words.description} hint={words.descriptionHint} error={errors.description}>
          <Textarea
            {...fieldAttributes(`${id}-text`, { hint: words.descriptionHint, error: errors.description })}
            name="description"
            required
            rows={2}
            defaultValue={tool?.description}
          />
        </Field>
        <div className="grid gap-3 sm:grid-cols-[auto_minmax(0,1fr)]">
          <Field id={`${id}-method`} label={words.method}>
            <Select id={`${id}-method`} name="method" defaultValue={tool?.method ?? "GET"}>
              {toolMethods.map((method) => (
                <option key={method}>{method}</option>
              ))}
            </Select>
          </Field>
          <Field id={`${id}-url`} label={words.url} error={errors.url}>
            <Input
              {...fieldAttributes(`${id}-url`, { hint: words.urlHint, error: errors.url })}
              name="url"
              required
              inputMode="url"
              autoComplete="off"
              spellCheck={false}
              className="font-mono"
              defaultValue={tool?.url}
            />
          </Field>
          <p id={`${id}-url-hint`} className="text-xs text-muted-foreground sm:col-span-2">
            {words.urlHint}
          </p>
        </div>
        <Field id={`${id}-schema`} label={words.parameters} hint={words.parametersHint} error={errors.parameters}>
          <Textarea
            {...fieldAttributes(`${id}-schema`, { hint: words.parametersHint, error: errors.parameters })}
            name="parameters"
            required
            rows={9}
            spellCheck={false}
            className="font-mono text-xs"
            defaultValue={JSON.stringify(tool?.parameters ?? emptySchema, null, 2)}
          />
        </Field>
        <HeadersField id={id} names={tool?.headerNames ?? []} error={errors.headers} />
        <AsksFirst id={id} asks={tool?.asks ?? false} />
      </form>
      <TryTool
        toolId={tool?.id}
        schema={tool?.parameters ?? emptySchema}
        read={() => (element.current ? toInput(valuesOf(element.current), shared) : undefined)}
      />
    </Sheet>
  );
}

const emptySchema = { type: "object", properties: { query: { type: "string" } }, required: ["query"] };

function toInput(values: Record<string, string>, shared: boolean): ToolInput {
  const { name = "", description = "", method = "GET", url = "", headers = "", parameters = "", asks } = values;
  return {
    ...{ shared, name, description, url, asks: asks === "on" },
    method: toolMethods.find((each) => each === method) ?? "GET",
    // What is no JSON, or no header, is refused by the schema.
    parameters: parseJson(parameters) as ToolInput["parameters"],
    headers: readLines(headers) ?? [{ name: "" }],
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function valuesOf(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries(
    [...new FormData(form)].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}
