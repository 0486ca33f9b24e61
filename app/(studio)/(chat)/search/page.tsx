import type { Metadata } from "next";
import { Search } from "@/components/finding/search";
import { searchMessages } from "@/lib/chat";
import { SearchInput } from "@/lib/chat/schema";
import { requireUser } from "@/lib/http";
import { messagesFor } from "@/lib/i18n";

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await requireUser();
  return { title: messagesFor(locale).finding.search.title };
}

interface PageProps {
  searchParams: Promise<{ q?: string | string[] }>;
}

/** Everything the person has said and was answered, found by words. */
export default async function SearchRoute({ searchParams }: PageProps) {
  const ctx = await requireUser();
  const { q } = await searchParams;
  const query = typeof q === "string" ? q.slice(0, 200).trim() : "";
  const input = SearchInput.safeParse({ query });
  return <Search key={query} query={query} page={input.success ? await searchMessages(ctx, input.data) : undefined} />;
}
