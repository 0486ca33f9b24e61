"use client";

import { Command, defaultFilter } from "cmdk";
import {
  Archive,
  ChartNoAxesColumn,
  FileInput,
  FlaskConical,
  Image,
  Keyboard,
  Languages,
  Layers,
  LibraryBig,
  LogOut,
  MessageSquare,
  Monitor,
  Moon,
  Plus,
  Search,
  Settings,
  ShieldCheck,
  Sun,
} from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, type ReactNode } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { Kbd } from "@/components/ui/badge";
import { BareDialog } from "@/components/ui/dialog";
import { Spinner } from "@/components/ui/spinner";
import { toast } from "@/components/ui/toast";
import { locales, type Theme } from "@/lib/core";
import { applyTheme, saveAppearance, type Appearance } from "./appearance";
import { showCommands } from "./command-state";
import type { Person } from "./person";
import { signOut } from "./sign-out";
import { useFound } from "./use-found";

const themes = [
  { theme: null, key: "system", icon: Monitor },
  { theme: "light", key: "light", icon: Sun },
  { theme: "dark", key: "dark", icon: Moon },
] as const satisfies readonly { theme: Theme | null; key: string; icon: unknown }[];

/** The search of messages fits whatever is written. */
const lastResort = "search-messages";

function rank(value: string, search: string, keywords?: string[]): number {
  return value === lastResort ? 0.0001 : defaultFilter(value, search, keywords);
}

/** ⌘K: finds actions, conversations, models, pages and settings. */
export function Palette({ person, onClose }: { person: Person; onClose: () => void }) {
  const { command, ...frame } = useText("frame");
  const common = useText("common");
  const fill = useFormat();
  const router = useRouter();
  const [query, setQuery] = useState("");
  const found = useFound(query.trim());

  const go = (href: string) => () => {
    onClose();
    router.push(href);
  };
  const look = (change: Appearance) => async () => {
    onClose();
    try {
      await saveAppearance(change);
      router.refresh();
    } catch {
      applyTheme(person.theme);
      toast({ text: common.failed.text, tone: "danger" });
    }
  };
  const leave = () => {
    signOut().catch(() => toast({ text: frame.signOutFailed, tone: "danger" }));
  };

  return (
    <BareDialog open onOpenChange={onClose} label={frame.palette}>
      <Command label={frame.palette} loop filter={rank} className="flex max-h-[70dvh] flex-col">
        <div className="flex items-center gap-2 border-b px-4">
          <Command.Input
            value={query}
            onValueChange={setQuery}
            placeholder={command.placeholder}
            data-autofocus
            className="h-12 min-w-0 grow bg-transparent text-base outline-none"
          />
          {found.busy ? <Spinner className="text-muted-foreground" label={command.searching} /> : <Kbd>Esc</Kbd>}
        </div>
        <Command.List className="min-h-0 grow scroll-py-2 overflow-y-auto p-2 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted-foreground">
          <Command.Empty className="px-2 py-8 text-center text-muted-foreground">
            {fill(command.empty, { query })}
          </Command.Empty>
          <Command.Group heading={command.actions}>
            <Item icon={<Plus aria-hidden />} onSelect={go("/")}>
              {command.newChat}
            </Item>
            <Item icon={<Keyboard aria-hidden />} onSelect={() => showCommands("keys")}>
              {command.keys}
            </Item>
          </Command.Group>
          {found.conversations.length > 0 && (
            <Command.Group heading={command.conversations}>
              {found.conversations.map((conversation) => (
                // The server has matched the title already; the query in the value keeps cmdk from hiding it.
                <Item
                  key={conversation.id}
                  value={`${query} ${conversation.title} ${conversation.id}`}
                  icon={<MessageSquare aria-hidden />}
                  onSelect={go(`/chat/${conversation.id}`)}
                >
                  {conversation.title || command.untitled}
                </Item>
              ))}
            </Command.Group>
          )}
          {found.failed && <p className="px-2 py-2 text-xs text-destructive">{command.failed}</p>}
          {query && found.models.length > 0 && (
            <Command.Group heading={frame.models}>
              {found.models.map((model) => (
                <Item
                  key={model.id}
                  value={`${model.name} ${model.id}`}
                  icon={<Layers aria-hidden />}
                  onSelect={go(`/?model=${encodeURIComponent(model.id)}`)}
                >
                  {model.name}
                </Item>
              ))}
            </Command.Group>
          )}
          <Command.Group heading={command.pages}>
            <Item icon={<Image aria-hidden />} onSelect={go("/images")}>
              {frame.images}
            </Item>
            <Item icon={<FlaskConical aria-hidden />} onSelect={go("/bench")}>
              {frame.bench}
            </Item>
            <Item icon={<LibraryBig aria-hidden />} onSelect={go("/library")}>
              {frame.library}
            </Item>
            <Item icon={<Archive aria-hidden />} onSelect={go("/archive")}>
              {command.archive}
            </Item>
            <Item icon={<FileInput aria-hidden />} onSelect={go("/settings/conversations")}>
              {command.importExport}
            </Item>
            <Item icon={<ChartNoAxesColumn aria-hidden />} onSelect={go("/usage")}>
              {frame.usage}
            </Item>
            <Item icon={<Layers aria-hidden />} onSelect={go("/models")}>
              {frame.models}
            </Item>
            <Item icon={<Settings aria-hidden />} onSelect={go("/settings")}>
              {frame.settings}
            </Item>
            {person.admin && (
              <Item icon={<ShieldCheck aria-hidden />} onSelect={go("/admin")}>
                {frame.administration}
              </Item>
            )}
          </Command.Group>
          <Command.Group heading={command.theme}>
            {themes.map(({ theme, key, icon: Icon }) => (
              <Item
                key={key}
                value={`${command.theme} ${common.themes[key]}`}
                icon={<Icon aria-hidden />}
                onSelect={() => {
                  applyTheme(theme);
                  void look({ theme })();
                }}
              >
                {common.themes[key]}
              </Item>
            ))}
          </Command.Group>
          <Command.Group heading={command.language}>
            {locales.map((locale) => (
              <Item
                key={locale}
                value={`${command.language} ${common.languages[locale]}`}
                icon={<Languages aria-hidden />}
                onSelect={() => void look({ locale })()}
              >
                {common.languages[locale]}
              </Item>
            ))}
          </Command.Group>
          <Command.Group heading={command.account}>
            <Item icon={<LogOut aria-hidden />} onSelect={leave}>
              {frame.signOut}
            </Item>
          </Command.Group>
          {/* Last, and always there: cmdk leaves groups in their order, and chooses before it ranks what is new. */}
          <Command.Group heading={frame.chat}>
            <Item
              value={lastResort}
              icon={<Search aria-hidden />}
              onSelect={go(query.trim() ? `/search?q=${encodeURIComponent(query.trim())}` : "/search")}
            >
              {query.trim() ? fill(command.searchMessages, { query: query.trim() }) : command.searchAllMessages}
            </Item>
          </Command.Group>
        </Command.List>
      </Command>
    </BareDialog>
  );
}

interface ItemProps {
  icon: ReactNode;
  children: string;
  value?: string;
  onSelect: () => void;
}

function Item({ icon, children, value, onSelect }: ItemProps) {
  return (
    <Command.Item
      value={value ?? children}
      onSelect={onSelect}
      className="flex min-h-9 cursor-pointer items-center gap-3 rounded-md px-2 data-[selected=true]:bg-accent pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground"
    >
      {icon}
      <span className="truncate">{children}</span>
    </Command.Item>
  );
}
