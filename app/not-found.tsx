import type { Metadata } from "next";
import { MessagePage } from "@/components/shell/message-page";
import { findVisitor } from "@/lib/http";
import { messagesFor } from "@/lib/i18n";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messagesFor((await findVisitor()).locale).common.notFound.title };
}

export default async function NotFound() {
  const { notFound } = messagesFor((await findVisitor()).locale).common;
  return <MessagePage title={notFound.title} text={notFound.text} home={notFound.action} />;
}
