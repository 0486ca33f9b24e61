"use client";

import { Pencil, Plus, RefreshCw, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { Badge } from "@/components/ui/badge";
import { Button, IconButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import { untilLoaded } from "@/components/ui/until-loaded";
import type { OwnToolServer } from "@/lib/tools/schema";
import { deleteServer, refreshServer } from "./api";
import { useExplainTool } from "./use-explain-tool";

const ServerForm = dynamic(() => untilLoaded(() => import("./server-form")).then((module) => module.ServerForm), {
  ssr: false,
});
const RemoveDialog = dynamic(() => untilLoaded(() => import("./remove-dialog")).then((module) => module.RemoveDialog), {
  ssr: false,
});

/** MCP servers with the functions they offer, as their person last saw them. */
export function ServerList({ servers, shared }: { servers: readonly OwnToolServer[]; shared: boolean }) {
  const words = useText("toolForms");
  const format = useFormat();
  const [editing, setEditing] = useState<OwnToolServer | "new">();
  const [removing, setRemoving] = useState<OwnToolServer>();
  return (
    <div className="grid justify-items-start gap-3">
      {servers.length === 0 ? (
        <EmptyState className="w-full py-6" title={words.serversEmpty}>
          {words.serversEmptyText}
        </EmptyState>
      ) : (
        <ul className="w-full border-t">
          {servers.map((server) => (
            <li key={server.id} className="flex min-h-14 items-center gap-2 border-b py-2">
              <details className="min-w-0 grow">
                <summary className="touch rounded-md">
                  <span className="inline-flex max-w-full flex-wrap items-center gap-2 align-middle">
                    {server.name}
                    {server.asks && <Badge tone="warning">{words.asks}</Badge>}
                    <span className="text-xs text-muted-foreground">
                      {format(words.functions, { count: server.tools.length })}
                      {server.checkedAt && (
                        <>
                          {" · "}
                          {words.checked} <RelativeTime value={server.checkedAt} />
                        </>
                      )}
                    </span>
                  </span>
                </summary>
                <p className="mt-1 font-mono text-xs wrap-anywhere text-muted-foreground">{server.url}</p>
                <ul className="mt-1 grid gap-1 text-xs">
                  {server.tools.map((tool) => (
                    <li key={tool.name} className="wrap-anywhere">
                      <span className="font-mono">{tool.name}</span>{" "}
                      <span className="text-muted-foreground">{tool.description}</span>
                    </li>
                  ))}
                </ul>
              </details>
              <RefreshButton server={server} />
              <IconButton label={format(words.editNamed, { name: server.name })} onClick={() => setEditing(server)}>
                <Pencil aria-hidden />
              </IconButton>
              <IconButton label={format(words.removeNamed, { name: server.name })} onClick={() => setRemoving(server)}>
                <Trash2 aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <Button variant="outline" onClick={() => setEditing("new")}>
        <Plus aria-hidden />
        {words.addServer}
      </Button>
      {editing && (
        <ServerForm
          server={editing === "new" ? undefined : editing}
          shared={shared}
          onClose={() => setEditing(undefined)}
        />
      )}
      {removing && (
        <RemoveDialog
          name={removing.name}
          remove={() => deleteServer(removing.id)}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </div>
  );
}

function RefreshButton({ server }: { server: OwnToolServer }) {
  const words = useText("toolForms");
  const format = useFormat();
  const router = useRouter();
  const { explainFailure } = useExplainTool();
  const [busy, setBusy] = useState(false);
  const refresh = async () => {
    setBusy(true);
    try {
      const { tools } = await refreshServer(server.id);
      toast({ text: format(words.refreshed, { count: tools.length }), tone: "success" });
      router.refresh();
    } catch (error) {
      toast({ text: explainFailure(error), tone: "danger" });
    } finally {
      setBusy(false);
    }
  };
  return (
    <IconButton label={format(words.refreshNamed, { name: server.name })} busy={busy} onClick={() => void refresh()}>
      <RefreshCw aria-hidden />
    </IconButton>
  );
}
