import type { Metadata } from "next";
import { Heading } from "@/components/auth/heading";
import { JoinForm } from "@/components/auth/join-form";
import { ButtonLink } from "@/components/ui/button-link";
import { findInvitation, hasAdministrator } from "@/lib/auth";
import { findVisitor } from "@/lib/http";
import { messagesFor } from "@/lib/i18n";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messagesFor((await findVisitor()).locale).auth.setup.title };
}

/** The page of the one-time link that makes the first administrator. */
export default async function SetupPage({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  const ctx = await findVisitor();
  const { auth } = messagesFor(ctx.locale);
  const { token } = await searchParams;
  const offer = typeof token === "string" ? await findInvitation(ctx, token) : undefined;
  if (typeof token === "string" && offer?.kind === "setup")
    return (
      <>
        <Heading title={auth.setup.title}>{auth.setup.text}</Heading>
        <JoinForm kind="setup" token={token} email={offer.email ?? undefined} submit={auth.setup.submit} />
      </>
    );
  if (!(await hasAdministrator(ctx))) return <Heading title={auth.setup.invalidTitle}>{auth.setup.invalid}</Heading>;
  return (
    <>
      <Heading title={auth.setup.doneTitle}>{auth.setup.done}</Heading>
      <ButtonLink href="/sign-in" variant="primary" size="lg">
        {auth.signUp.signIn}
      </ButtonLink>
    </>
  );
}
