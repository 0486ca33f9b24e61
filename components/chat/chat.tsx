"use client";

// With the page and not with the messages, which come later: the server has drawn them by then.
import "../markdown/markdown.css";
import "./chat.css";
import { PanelLeft, SlidersHorizontal, SquarePen } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { Suspense, useEffect, useMemo, useState, type ReactNode } from "react";
import { askForPrompt, usePromptRequest } from "@/components/finding/prompt-request";
import { useText } from "@/components/text-provider";
import { Button, IconButton, buttonVariants } from "@/components/ui/button";
import { untilLoaded } from "@/components/ui/until-loaded";
import type { Quota } from "@/lib/metering/schema";
import type { ModelSummary } from "@/lib/models/schema";
import { cn } from "@/lib/ui";
import { AttachButton } from "./attachments/attach-button";
import { DropFiles } from "./attachments/drop-files";
import { UnseenPictures } from "./attachments/unseen-pictures";
import { ChatProvider, useChat, useChatState, type ChatContextValue } from "./chat-context";
import type { ChatStore } from "./chat-store";
import { Composer } from "./composer";
import { FailureNotice } from "./failure-notice";
import { loadMessages } from "./load-messages";
import { ModelButton } from "./model-button";
import { openSidebar, useSidebar } from "./sidebar-state";
import { Status } from "./status";

const MessageList = dynamic(() => untilLoaded(loadMessages).then((module) => module.MessageList));
const SettingsSheet = dynamic(
  () => untilLoaded(() => import("./settings-sheet")).then((module) => module.SettingsSheet),
  { ssr: false },
);
const ConversationMenu = dynamic(
  () => untilLoaded(() => import("@/components/finding/conversation-menu")).then((module) => module.ConversationMenu),
  { ssr: false, loading: () => <span className="size-8 shrink-0" /> },
);
const PromptPicker = dynamic(
  () => untilLoaded(() => import("@/components/finding/prompt-picker")).then((module) => module.PromptPicker),
  {
    ssr: false,
  },
);
const ModelDialog = dynamic(() => untilLoaded(() => import("./model-dialog")).then((module) => module.ModelDialog), {
  ssr: false,
});

export interface ChatProps {
  store: ChatStore;
  admin: boolean;
  quota: Quota;
  /** the model the conversation has, if it is on offer */
  model: ModelSummary | undefined;
  sidebarShown: boolean;
  /** what stands in the place of messages while there are none */
  empty?: ReactNode;
}

/** A conversation: its messages and where one writes. */
export function Chat({ store, admin, quota, model: initialModel, sidebarShown, empty }: ChatProps) {
  const [models, setModels] = useState<readonly ModelSummary[]>(initialModel ? [initialModel] : []);
  const [regenerated, setRegenerated] = useState<string>();
  const [settingsOpen, setSettingsOpen] = useState(false);
  const modelId = useChatState(store, (state) => state.modelId);
  const isEmpty = useChatState(store, (state) => state.messages.length === 0);
  const model = models.find(({ id }) => id === modelId);
  const context = useMemo<ChatContextValue>(() => ({ store, admin, chooseModelFor: setRegenerated }), [store, admin]);
  useEffect(() => store.attach(), [store]);
  useDocumentTitle(store);
  useReveal(store);
  const wanted = usePromptRequest();

  const choose = (chosen: ModelSummary) => {
    setModels((known) => [...known.filter(({ id }) => id !== chosen.id), chosen]);
    store.configure({ modelId: chosen.id });
  };
  const composer = (
    <Composer model={model} initialQuota={quota}>
      <AttachButton box={store.attachments} />
      <ModelButton modelId={modelId} model={model} onChoose={choose} />
      <SettingsButton onOpen={() => setSettingsOpen(true)} />
    </Composer>
  );
  return (
    <ChatProvider value={context}>
      <div className="relative flex h-full min-w-0 grow flex-col">
        <DropFiles box={store.attachments} />
        <Header sidebarShown={sidebarShown} />
        {isEmpty ? (
          <div className="flex min-h-0 grow flex-col overflow-y-auto">
            <div className="mx-auto my-auto w-full max-w-[48rem] px-4 py-8 sm:px-6">{empty}</div>
          </div>
        ) : (
          <Suspense fallback={<div className="min-h-0 grow" />}>
            <MessageList />
          </Suspense>
        )}
        <ProblemNotice />
        <Status />
        {model && <UnseenPictures store={store} model={model} onChoose={choose} />}
        {composer}
      </div>
      {wanted && (
        <PromptPicker
          onInsert={wanted.onInsert}
          onClose={() => {
            askForPrompt(undefined);
            wanted.onClose();
          }}
        />
      )}
      {settingsOpen && <SettingsSheet model={model} onClose={() => setSettingsOpen(false)} />}
      {regenerated !== undefined && (
        <ModelDialog
          current={modelId}
          onClose={() => setRegenerated(undefined)}
          onChoose={(chosen) => {
            setRegenerated(undefined);
            setModels((known) => [...known.filter(({ id }) => id !== chosen.id), chosen]);
            store.regenerate(regenerated, chosen.id);
          }}
        />
      )}
    </ChatProvider>
  );
}

/** Shows the message that the address names, which a search leads to. */
function useReveal(store: ChatStore): void {
  const searched = useSearchParams();
  const wanted = searched.get("message");
  const query = searched.get("q") ?? "";
  useEffect(() => {
    if (!wanted || !/^[\w-]+$/.test(wanted)) return;
    const leaving = new AbortController();
    void import("@/components/finding/reveal").then(({ reveal }) => reveal(store, wanted, query, leaving.signal));
    return () => leaving.abort();
  }, [store, wanted, query]);
}

/** The tab follows the title, which is written a moment after the first answer. */
function useDocumentTitle(store: ChatStore): void {
  const { product } = useText("common");
  const title = useChatState(store, (state) => state.title);
  useEffect(() => {
    if (title) document.title = `${title} · ${product}`;
  }, [title, product]);
}

function Header({ sidebarShown }: { sidebarShown: boolean }) {
  const words = useText("chat");
  const { store } = useChat();
  const title = useChatState(store, (state) => state.title);
  const id = useChatState(store, (state) => state.id);
  const { column } = useSidebar(sidebarShown);
  return (
    <header className={cn("flex h-12 shrink-0 items-center gap-1 px-2 lg:px-3", column && "lg:pl-5")}>
      <IconButton label={words.showConversations} className={cn(column && "lg:hidden")} onClick={openSidebar}>
        <PanelLeft aria-hidden />
      </IconButton>
      <h1 className={cn("min-w-0 grow truncate px-1 text-sm font-medium", id === undefined && "sr-only")}>
        {title || (id === undefined ? words.newChat : words.untitled)}
      </h1>
      {id === undefined && <span className="grow" />}
      {id !== undefined && <ConversationMenu id={id} />}
      <Link
        href="/"
        prefetch={false}
        aria-label={words.newChat}
        data-tooltip={words.newChat}
        className={cn(buttonVariants({ variant: "ghost", size: "icon" }), column && "lg:hidden")}
      >
        <SquarePen aria-hidden />
      </Link>
    </header>
  );
}

function SettingsButton({ onOpen }: { onOpen: () => void }) {
  const words = useText("chat").settings;
  const { store } = useChat();
  const changed = useChatState(store, (state) => state.systemPrompt !== "" || Object.keys(state.parameters).length > 0);
  return (
    <IconButton label={words.open} className="relative" onClick={onOpen}>
      <SlidersHorizontal aria-hidden />
      {changed && <span className="absolute top-1.5 right-1.5 size-1.5 rounded-full bg-primary" aria-hidden />}
    </IconButton>
  );
}

/** What the server said to the last request, where one is about to write again. */
function ProblemNotice() {
  const words = useText("chat").failure;
  const { store } = useChat();
  const problem = useChatState(store, (state) => state.problem);
  if (!problem) return null;
  return (
    <div role="alert" className="mx-auto mb-2 w-full max-w-[48rem] px-3 sm:px-6">
      <FailureNotice failure={problem}>
        <Button size="sm" variant="outline" onClick={() => store.dismissProblem()}>
          {words.dismiss}
        </Button>
      </FailureNotice>
    </div>
  );
}
