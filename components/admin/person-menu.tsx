"use client";

import { Ban, CircleCheck, Ellipsis, ShieldCheck, UserRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useExplain } from "@/components/auth/use-explain";
import { useFormat, useText } from "@/components/text-provider";
import { IconButton } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import type { Person, PersonInput } from "@/lib/auth/schema";
import { request } from "@/lib/ui";

/** Role and access of a person. Each change can be taken back at once. */
export function PersonMenu({ person, own }: { person: Person; own: boolean }) {
  const admin = useText("admin");
  const fill = useFormat();
  const router = useRouter();
  const { explainFailure } = useExplain();
  const name = person.name || person.email;

  const change = async (input: PersonInput, text: string, undo?: () => void) => {
    try {
      await request("PATCH", `/api/admin/people/${person.id}`, input);
      toast({ text, tone: "success", ...(undo ? { undo } : {}) });
      router.refresh();
    } catch (error) {
      toast({ text: explainFailure(error), tone: "danger" });
    }
  };
  const setDisabled = (disabled: boolean, undo = true) =>
    void change(
      { disabled },
      fill(disabled ? admin.disabledToast : admin.enabledToast, { name }),
      undo ? () => setDisabled(!disabled, false) : undefined,
    );
  const setRole = (role: Person["role"], undo = true) =>
    void change(
      { role },
      fill(admin.roleToast, { name, role: admin.roles[role] }),
      // Who gives up the own role may not take it back.
      undo && !own ? () => setRole(person.role, false) : undefined,
    );

  return (
    <DropdownMenu
      label={fill(admin.actions, { name })}
      align="end"
      trigger={
        <IconButton label={fill(admin.actions, { name })} size="iconSm" tooltip={false}>
          <Ellipsis aria-hidden />
        </IconButton>
      }
    >
      {person.role === "admin" ? (
        <DropdownMenuItem icon={<UserRound aria-hidden />} onSelect={() => setRole("member")}>
          {admin.makeMember}
        </DropdownMenuItem>
      ) : (
        <DropdownMenuItem icon={<ShieldCheck aria-hidden />} onSelect={() => setRole("admin")}>
          {admin.makeAdmin}
        </DropdownMenuItem>
      )}
      <DropdownMenuSeparator />
      {person.disabled ? (
        <DropdownMenuItem icon={<CircleCheck aria-hidden />} onSelect={() => setDisabled(false)}>
          {admin.enable}
        </DropdownMenuItem>
      ) : (
        <DropdownMenuItem icon={<Ban aria-hidden />} danger disabled={own} onSelect={() => setDisabled(true)}>
          {admin.disable}
        </DropdownMenuItem>
      )}
    </DropdownMenu>
  );
}
