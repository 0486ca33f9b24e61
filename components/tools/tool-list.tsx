"use client";

import { Pencil, Plus, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { Badge } from "@/components/ui/badge";
import { Button, IconButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { untilLoaded } from "@/components/ui/until-loaded";
import type { OwnTool } from "@/lib/tools/schema";
import { deleteTool } from "./api";

const ToolForm = dynamic(() => untilLoaded(() => import("./tool-form")).then((module) => module.ToolForm), {
  ssr: false,
});
const RemoveDialog = dynamic(() => untilLoaded(() => import("./remove-dialog")).then((module) => module.RemoveDialog), {
  ssr: false,
});

/** A worked example: it can be tried as it stands. */
const example: Partial<OwnTool> = {
  name: "search_wikipedia",
  description: "Searches Wikipedia for pages about a subject and returns their titles and first lines.",
  method: "GET",
  url: "https://en.wikipedia.org/w/rest.php/v1/search/page?q={query}&limit=5",
  parameters: {
    type: "object",
    properties: { query: { type: "string", description: "words to search for" } },
    required: ["query"],
  },
};

/** A person's tools, or those for everybody, with the form to add and change them. */
export function ToolList({ tools, shared }: { tools: readonly OwnTool[]; shared: boolean }) {
  const words = useText("toolForms");
  const format = useFormat();
  const [editing, setEditing] = useState<Partial<OwnTool>>();
  const [removing, setRemoving] = useState<OwnTool>();
  return (
    <div className="grid justify-items-start gap-3">
      {tools.length === 0 ? (
        <EmptyState
          className="w-full py-6"
          title={words.empty}
          action={<Button onClick={() => setEditing(example)}>{words.example}</Button>}
        >
          {words.emptyText}
        </EmptyState>
      ) : (
        <ul className="w-full border-t">
          {tools.map((tool) => (
            <li key={tool.id} className="flex min-h-14 items-center gap-2 border-b py-2">
              <div className="grid min-w-0 grow gap-0.5">
                <span className="flex flex-wrap items-center gap-2">
                  <span className="font-mono text-sm">{tool.name}</span>
                  {tool.asks && <Badge tone="warning">{words.asks}</Badge>}
                </span>
                <span className="truncate text-xs text-muted-foreground">
                  {tool.method} {tool.url}
                </span>
              </div>
              <IconButton label={format(words.editNamed, { name: tool.name })} onClick={() => setEditing(tool)}>
                <Pencil aria-hidden />
              </IconButton>
              <IconButton label={format(words.removeNamed, { name: tool.name })} onClick={() => setRemoving(tool)}>
                <Trash2 aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <Button variant="outline" onClick={() => setEditing({})}>
        <Plus aria-hidden />
        {words.add}
      </Button>
      {editing && <ToolForm key={editing.id} tool={editing} shared={shared} onClose={() => setEditing(undefined)} />}
      {removing && (
        <RemoveDialog
          name={removing.name}
          remove={() => deleteTool(removing.id)}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </div>
  );
}
