"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useExplain } from "@/components/auth/use-explain";
import { useFormat, useText } from "@/components/text-provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";
import type { InvitationSummary } from "@/lib/auth/schema";
import { request } from "@/lib/ui";

const tones = { open: "success", used: "neutral", revoked: "warning", expired: "neutral" } as const;

/** Every invitation with what became of it. Open ones can be taken back. */
export function InvitationTable({ invitations }: { invitations: readonly InvitationSummary[] }) {
  const { invitations: words, ...admin } = useText("admin");
  const fill = useFormat();
  const router = useRouter();
  const { explainFailure } = useExplain();
  const [busy, setBusy] = useState<string>();

  const revoke = async (id: string) => {
    setBusy(id);
    try {
      await request("DELETE", `/api/admin/invitations/${id}`);
      toast({ text: words.revoked, tone: "success" });
      router.refresh();
    } catch (error) {
      toast({ text: explainFailure(error), tone: "danger" });
    } finally {
      setBusy(undefined);
    }
  };

  return (
    <Table caption={words.title}>
      <thead>
        <tr>
          <Th>{words.for}</Th>
          <Th className="max-sm:hidden">{admin.role}</Th>
          <Th>{words.state}</Th>
          <Th className="max-sm:hidden">{words.made}</Th>
          <Th className="max-sm:hidden">{words.by}</Th>
          <Th>{words.expires}</Th>
          <Th>
            <span className="sr-only">{words.revoke}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {invitations.map((invitation) => (
          <tr key={invitation.id}>
            <Td>{invitation.email ?? words.anyone}</Td>
            <Td className="whitespace-nowrap max-sm:hidden">{admin.roles[invitation.role]}</Td>
            <Td>
              <Badge tone={tones[invitation.state]}>{words.states[invitation.state]}</Badge>
            </Td>
            <Td className="text-muted-foreground max-sm:hidden">
              <RelativeTime value={invitation.createdAt} />
            </Td>
            <Td className="text-muted-foreground max-sm:hidden">{invitation.createdBy ?? admin.erased}</Td>
            <Td className="text-muted-foreground">
              {invitation.state === "open" ? <RelativeTime value={invitation.expiresAt} /> : "–"}
            </Td>
            <Td className="text-right">
              {invitation.state === "open" && (
                <Button
                  variant="outline"
                  size="sm"
                  busy={busy === invitation.id}
                  aria-label={fill(words.revokeNamed, { email: invitation.email ?? words.anyone })}
                  onClick={() => void revoke(invitation.id)}
                >
                  {words.revoke}
                </Button>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
