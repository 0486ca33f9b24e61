import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { Heading } from "@/components/auth/heading";
import { Problem } from "@/components/auth/problem";
import { ProviderButtons } from "@/components/auth/provider-buttons";
import { SignInForm } from "@/components/auth/sign-in-form";
import { Notice } from "@/components/ui/notice";
import { hasAdministrator, signInMethods } from "@/lib/auth";
import { internalPath } from "@/lib/auth/schema";
import { findVisitor } from "@/lib/http";
import { messagesFor } from "@/lib/i18n";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messagesFor((await findVisitor()).locale).auth.signIn.title };
}

interface SignInPageProps {
  searchParams: Promise<{ next?: string | string[]; error?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const ctx = await findVisitor();
  const { auth } = messagesFor(ctx.locale);
  const query = await searchParams;
  const next = internalPath(query.next);
  if (ctx.actor.type === "user") redirect(next);

  const methods = signInMethods();
  return (
    <>
      <Heading title={auth.signIn.title} />
      <Problem reasons={auth.reasons} error={query.error} />
      {!(await hasAdministrator(ctx)) && (
        <div className="mb-4">
          <Notice>{auth.signIn.noAdministrator}</Notice>
        </div>
      )}
      <SignInForm next={next} />
      <ProviderButtons providers={methods.providers} next={next} />
      <p className="mt-6 text-muted-foreground">
        {methods.signUp === "closed" ? (
          auth.signIn.joinClosed
        ) : methods.signUp === "invite" ? (
          auth.signIn.joinInvite
        ) : (
          <>
            {auth.signIn.join}{" "}
            <Link href="/sign-up" className="font-medium text-primary-text underline-offset-4 hover:underline">
              {auth.signIn.joinOpen}
            </Link>
          </>
        )}
      </p>
      <p className="mt-1 text-muted-foreground">{auth.signIn.forgotten}</p>
    </>
  );
}
