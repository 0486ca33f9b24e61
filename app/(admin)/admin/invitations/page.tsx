import type { Metadata } from "next";
import { AdminPage } from "@/components/admin/admin-page";
import { InvitationForm } from "@/components/admin/invitation-form";
import { InvitationTable } from "@/components/admin/invitation-table";
import { Section } from "@/components/shell/page";
import { TextProvider } from "@/components/text-provider";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { listInvitations, signInMethods } from "@/lib/auth";
import { ListInvitationsInput } from "@/lib/auth/schema";
import { requireAdmin } from "@/lib/http";
import { messagesFor, pickMessages } from "@/lib/i18n";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messagesFor((await requireAdmin()).locale).admin.invitations.title };
}

type Query = Record<"after", string | string[] | undefined>;

/** Making links with which people join, and what became of earlier ones. */
export default async function InvitationsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const ctx = await requireAdmin();
  const { admin } = messagesFor(ctx.locale);
  const { after } = await searchParams;
  const input = ListInvitationsInput.safeParse({ cursor: after }).data ?? ListInvitationsInput.parse({});
  const { items, nextCursor } = await listInvitations(ctx, input);
  const closed = signInMethods().signUp === "closed";
  return (
    <TextProvider locale={ctx.locale} messages={pickMessages(ctx.locale, ["auth"])}>
      <AdminPage current="invitations" admin={admin}>
        <Section title={admin.invite} text={closed ? undefined : admin.invitations.text}>
          {closed ? <Notice>{admin.invitations.closed}</Notice> : <InvitationForm />}
        </Section>
        <Section title={admin.invitations.title}>
          {items.length > 0 ? (
            <InvitationTable invitations={items} />
          ) : (
            <EmptyState title={admin.invitations.empty}>{admin.invitations.emptyText}</EmptyState>
          )}
          <div className="mt-3 flex gap-2">
            {input.cursor && <ButtonLink href="/admin/invitations">{admin.first}</ButtonLink>}
            {nextCursor && (
              <ButtonLink href={`/admin/invitations?${new URLSearchParams({ after: nextCursor })}`}>
                {admin.invitations.older}
              </ButtonLink>
            )}
          </div>
        </Section>
      </AdminPage>
    </TextProvider>
  );
}
