"use client";

import { useRouter } from "next/navigation";
import { useId } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/dialog";
import { Field, fieldAttributes } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { useForm } from "@/components/ui/use-form";
import type { OwnToolServer, ToolServerInput } from "@/lib/tools/schema";
import { saveServer } from "./api";
import { AsksFirst, HeadersField } from "./common-fields";
import { readLines } from "./header-lines";
import { useExplainTool } from "./use-explain-tool";

interface ServerFormProps {
  /** undefined: a new one */
  server: OwnToolServer | undefined;
  shared: boolean;
  onClose: () => void;
}

/** An MCP server: where it is, and what to show it. Saving asks it what it offers. */
export function ServerForm({ server, shared, onClose }: ServerFormProps) {
  const words = useText("toolForms");
  const format = useFormat();
  const { explain, explainFailure } = useExplainTool();
  const router = useRouter();
  const id = useId();
  const toInput = ({ name = "", url = "", headers = "", asks }: Record<string, string>): ToolServerInput => ({
    ...{ shared, name, url, asks: asks === "on" },
    headers: readLines(headers) ?? [{ name: "" }],
  });
  const { busy, errors, failure, form } = useForm({
    schema: async () => (await import("./schemas")).ToolServerInput,
    toInput,
    explain: (field, issue) => explain(field === "name" ? "serverName" : field, issue),
    explainFailure,
    send: async (values) => {
      const saved = await saveServer(server?.id, toInput(values));
      toast({ text: format(words.refreshed, { count: saved.tools.length }), tone: "success" });
      router.refresh();
      onClose();
    },
  });
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={server ? words.changeServer : words.newServer}
      description={words.serverFormText}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" form={id} variant="primary" busy={busy}>
            {words.save}
          </Button>
        </>
      }
    >
      <form {...form} id={id} method="post" className="grid gap-5 pt-2">
        {failure && <Notice tone="danger">{failure}</Notice>}
        <Field id={`${id}-name`} label={words.serverName} error={errors.name}>
          <Input
            {...fieldAttributes(`${id}-name`, { error: errors.name })}
            name="name"
            required
            autoComplete="off"
            defaultValue={server?.name}
            data-autofocus
          />
        </Field>
        <Field id={`${id}-url`} label={words.serverUrl} hint={words.serverUrlHint} error={errors.url}>
          <Input
            {...fieldAttributes(`${id}-url`, { hint: words.serverUrlHint, error: errors.url })}
            name="url"
            required
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
            defaultValue={server?.url}
          />
        </Field>
        <HeadersField id={id} names={server?.headerNames ?? []} error={errors.headers} />
        <AsksFirst id={id} asks={server?.asks ?? true} />
      </form>
    </Sheet>
  );
}
