import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { findActor } from "@/lib/auth";
import { newId, type UserActor } from "@/lib/core";
import { database, now, type Context } from "@/lib/db";
import { resolveLocale } from "@/lib/i18n";

/** The context of a page's verbs for a signed-in person. */
export type UserContext = Context & { actor: UserActor };

/** Who visits, signed in or not, with the language to speak. Asked once per request, however many components ask. */
export const findVisitor = cache(async (): Promise<Context> => {
  const sent = await headers();
  const actor = await findActor(sent);
  return {
    actor: actor ?? { type: "anonymous" },
    now: now(),
    db: database(),
    requestId: newId(),
    locale: resolveLocale(actor?.locale, sent.get("accept-language")),
  };
});

/** A page for signed-in people: others are sent to sign in and back. Every such page calls it, since layouts are not re-run. */
export async function requireUser(): Promise<UserContext> {
  const visitor = await findVisitor();
  if (visitor.actor.type !== "user") {
    const path = (await headers()).get("x-silica-path") ?? "/";
    redirect(path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`);
  }
  return visitor as UserContext;
}

/** A page for administrators: for everyone else there is nothing here. */
export async function requireAdmin(): Promise<UserContext> {
  const visitor = await requireUser();
  if (visitor.actor.role !== "admin") notFound();
  return visitor;
}
