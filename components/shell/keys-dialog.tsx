"use client";

import { useText } from "@/components/text-provider";
import { Kbd } from "@/components/ui/badge";
import { Dialog } from "@/components/ui/dialog";
import { useModifierKey } from "./use-modifier-key";

/** Every key of the product. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { keys } = useText("frame");
  const modifier = useModifierKey().trim();
  const groups = [
    {
      title: keys.general,
      rows: [
        { name: keys.palette, keys: [modifier, "K"] },
        { name: keys.newChat, keys: [modifier, "Shift", "O"] },
        { name: keys.help, keys: ["?"] },
        { name: keys.close, keys: ["Esc"] },
      ],
    },
    {
      title: keys.chat,
      rows: [
        { name: keys.send, keys: ["Enter"] },
        { name: keys.line, keys: ["Shift", "Enter"] },
      ],
    },
    {
      title: keys.library,
      rows: [
        { name: keys.move, keys: ["←", "→", "↑", "↓"] },
        { name: keys.open, keys: ["Enter"] },
        { name: keys.select, keys: ["Space"] },
        { name: keys.range, keys: ["Shift", "→"] },
        { name: keys.remove, keys: ["Del"] },
        { name: keys.find, keys: ["/"] },
      ],
    },
  ];
  return (
    <Dialog open onOpenChange={onClose} title={keys.title}>
      <div className="grid gap-5">
        {groups.map((group) => (
          <section key={group.title} aria-label={group.title}>
            <h3 className="mb-1 text-xs font-medium text-muted-foreground">{group.title}</h3>
            <dl>
              {group.rows.map((row) => (
                <div key={row.name} className="flex items-center justify-between gap-4 border-b py-2 last:border-0">
                  <dt>{row.name}</dt>
                  <dd className="flex gap-1">
                    {row.keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
