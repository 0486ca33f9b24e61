import type { Metadata } from "next";
import Link from "next/link";
import { Heading } from "@/components/auth/heading";
import { JoinForm } from "@/components/auth/join-form";
import { Problem } from "@/components/auth/problem";
import { ProviderButtons } from "@/components/auth/provider-buttons";
import { Notice } from "@/components/ui/notice";
import { findInvitation, signInMethods } from "@/lib/auth";
import { findVisitor } from "@/lib/http";
import { format, messagesFor } from "@/lib/i18n";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messagesFor((await findVisitor()).locale).auth.signUp.title };
}

interface SignUpPageProps {
  searchParams: Promise<{ token?: string | string[]; error?: string | string[] }>;
}

/** Joining: by the link of an invitation, or freely where the installation allows it; else why not. */
export default async function SignUpPage({ searchParams }: SignUpPageProps) {
  const ctx = await findVisitor();
  const { auth } = messagesFor(ctx.locale);
  const { signUp } = auth;
  const { token, error } = await searchParams;
  const methods = signInMethods();
  const given = typeof token === "string" ? token : undefined;
  const offer = given ? await findInvitation(ctx, given) : undefined;
  const invitation = offer?.kind === "invite" ? offer : undefined;

  let content;
  if (methods.signUp === "closed") content = <Heading title={signUp.closedTitle}>{signUp.closed}</Heading>;
  else if (given && !invitation) content = <Heading title={signUp.invalidTitle}>{signUp.invalid}</Heading>;
  else if (!given && methods.signUp === "invite")
    content = <Heading title={signUp.inviteTitle}>{signUp.invite}</Heading>;
  else
    content = (
      <>
        <Heading title={invitation?.role === "admin" ? signUp.titleAdmin : signUp.title} />
        {invitation?.email && (
          <div className="mb-4">
            <Notice>{format(signUp.forEmail, { email: invitation.email })}</Notice>
          </div>
        )}
        <Problem reasons={auth.reasons} error={error} />
        <JoinForm kind="sign-up" token={given} email={invitation?.email ?? undefined} submit={signUp.submit} />
        <ProviderButtons providers={methods.providers} next="/" join={{ token: given }} />
      </>
    );

  return (
    <>
      {content}
      <p className="mt-6 text-muted-foreground">
        {signUp.haveAccount}{" "}
        <Link href="/sign-in" className="font-medium text-primary-text underline-offset-4 hover:underline">
          {signUp.signIn}
        </Link>
      </p>
    </>
  );
}
