"use client";

import { ArrowUp, Square, TextCursorInput } from "lucide-react";
import dynamic from "next/dynamic";
import { useCallback, useDeferredValue, useEffect, useRef, useState, type ReactNode } from "react";
import { askForPrompt } from "@/components/finding/prompt-request";
import { useFormat, useLocale, useText } from "@/components/text-provider";
import { IconButton } from "@/components/ui/button";
import { formatMoney } from "@/lib/core";
import { priceOf, worstCaseOf, type Quota } from "@/lib/metering/schema";
import { estimateTokens, type ModelSummary } from "@/lib/models/schema";
import { useAttached } from "./attachments/use-attached";
import { usePasteFiles } from "./attachments/use-add-files";
import { useChat, useChatState } from "./chat-context";
import { DictateButton } from "./dictation/dictate-button";
import { insertAtCaret } from "./dictation/insert-text";
import { useDictationOffer } from "./dictation/offer";
import { ContextMeter } from "./context-meter";
import { useToolTokens } from "@/components/tools/use-tool-tokens";
import { untilLoaded } from "@/components/ui/until-loaded";
import { useReady } from "@/components/ui/use-ready";
import { estimateMessage, remainingOf } from "./estimate";
import { loadMessages } from "./load-messages";
import { MessagePrice } from "./message-price";
import { shortModelName } from "./quantities";
import { useDraft } from "./use-draft";
import { useQuota } from "./use-quota";
import { useSendKey } from "./use-send-key";

const PrefixField = dynamic(() => untilLoaded(() => import("./prefix-field")).then((module) => module.PrefixField), {
  ssr: false,
});
const AttachmentTray = dynamic(() => untilLoaded(() => import("./attachments/tray")).then((module) => module.Tray), {
  ssr: false,
});

const DictationPanel = dynamic(
  () => untilLoaded(() => import("./dictation/dictation-panel")).then((module) => module.DictationPanel),
  { ssr: false },
);

const longest = 1_000_000;

interface ComposerProps {
  /** undefined where the conversation's model is no longer offered */
  model: ModelSummary | undefined;
  initialQuota: Quota;
  /** the choice of the model, and what else belongs at the left */
  children: ReactNode;
}

/** Where one writes: Enter sends, the draft is kept, and the price stands beside the button. */
export function Composer({ model, initialQuota, children }: ComposerProps) {
  const words = useText("chat").composer;
  const format = useFormat();
  const locale = useLocale();
  const { store } = useChat();
  const id = useChatState(store, (state) => state.id);
  const live = useChatState(store, (state) => state.live);
  const messages = useChatState(store, (state) => state.messages);
  const systemPrompt = useChatState(store, (state) => state.systemPrompt);
  const parameters = useChatState(store, (state) => state.parameters);
  const contextTokens = useChatState(store, (state) => state.contextTokens);
  const modelId = useChatState(store, (state) => state.modelId);
  const wantedPrefix = useChatState(store, (state) => state.prefix);
  const prefix = model?.capabilities.prefix ? wantedPrefix : undefined;
  const area = useRef<HTMLTextAreaElement>(null);
  const dictation = useDictationOffer();
  const [dictating, setDictating] = useState(false);
  const [text, setText] = useState(store.draft);
  // the page's scripts have run: what is typed now is kept
  const ready = useReady();
  const { save, failed } = useDraft(id ?? "new");
  const quota = useQuota(initialQuota, live !== undefined);

  const write = useCallback(
    (next: string) => {
      setText(next);
      store.keepDraft(next);
      save(next);
    },
    [store, save],
  );

  // one comes here to write; on a touch screen that would raise the keyboard over the page
  useEffect(() => {
    if (document.activeElement === document.body && window.matchMedia("(pointer: fine)").matches) area.current?.focus();
  }, []);

  // what was typed before the page's scripts ran, and what a refused message gives back
  useEffect(() => {
    const element = area.current;
    if (element && element.value !== store.draft && element.value) write(element.value);
    return store.onDraft((draft) => {
      if (area.current && !area.current.value) {
        area.current.value = draft;
        write(draft);
      }
    });
  }, [store, write]);

  const counted = useDeferredValue(text);
  const ownTokens = counted ? estimateTokens(counted) : 0;
  const promptTokens = messages.length === 0 && systemPrompt ? estimateTokens(systemPrompt) : 0;
  const prefixTokens = prefix ? estimateTokens(prefix) : 0;
  // later questions have them in what the last answer was made from
  const toolTokens = useToolTokens(messages.length === 0 ? parameters.tools : undefined, !!model?.capabilities.tools);
  const textTokens = contextTokens + ownTokens + promptTokens + prefixTokens + toolTokens + 8;
  const attached = useAttached(store, model, textTokens);
  const paste = usePasteFiles(store.attachments);
  const inputTokens = textTokens + attached.tokens;
  const estimate = estimateMessage(model, inputTokens, messages, parameters);
  const mostNanos =
    model && estimate
      ? priceOf(worstCaseOf({ promptTokens: inputTokens, model, parameters }), {
          input_tokens: estimate.inputRate,
          output_tokens: estimate.outputRate,
        })
      : undefined;
  const remaining = remainingOf(quota);
  const over = remaining !== null && mostNanos !== undefined && mostNanos > remaining;
  const obstacle = over
    ? words.overQuota
    : !model
      ? modelId
        ? format(words.modelGone, { model: shortModelName(modelId) })
        : words.noModel
      : text.length > longest
        ? words.tooLong
        : attached.obstacle;

  const send = () => {
    const message = text.trim();
    if (!message || live || obstacle || attached.blocked) return;
    store.send(message, prefix?.trim() ? { prefix } : {});
    if (area.current) area.current.value = "";
    write("");
    area.current?.focus();
  };
  const keys = useSendKey(send);
  const endDictation = (said = "") => {
    const element = area.current;
    if (element && said) {
      insertAtCaret(element, said);
      write(element.value);
    }
    setDictating(false);
    element?.focus();
  };
  // a message that begins with a stroke asks for the prompts
  const pickPrompt = () =>
    askForPrompt({
      onInsert: (prompt) => {
        if (area.current) area.current.value = prompt;
        write(prompt);
      },
      onClose: () => area.current?.focus(),
    });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });

  return (
    <form
      data-ready={ready || undefined}
      className="mx-auto w-full max-w-[48rem] px-3 pb-3 sm:px-6 sm:pb-5"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {obstacle && (
        <p role="status" className="mb-2 rounded-lg bg-warning-soft px-3 py-2 text-sm">
          {obstacle}{" "}
          {over && estimate && mostNanos !== undefined
            ? format(words.overQuotaHint, {
                most: formatMoney(mostNanos, estimate.currency, locale),
                rest: formatMoney(remaining, estimate.currency, locale),
                date: day.format(new Date(quota.resetsAt)),
              })
            : null}
        </p>
      )}
      <div className="rounded-xl border border-input bg-card shadow-sm transition-colors focus-within:border-ring">
        {attached.items.length > 0 && (
          <AttachmentTray
            box={store.attachments}
            model={model}
            earlier={attached.earlier}
            room={attached.room}
            question={() => store.draft}
          />
        )}
        <div className="flex items-start">
          <textarea
            ref={area}
            rows={1}
            defaultValue={store.draft}
            data-composer-text
            aria-label={words.label}
            aria-describedby="composer-keys"
            placeholder={words.placeholder}
            enterKeyHint="send"
            className="field-sizing-content block max-h-[min(40dvh,22rem)] min-h-12 w-full resize-none bg-transparent px-4 pt-3 pb-1 text-base leading-relaxed outline-none"
            onChange={(event) => {
              void loadMessages();
              if (event.target.value === "/" && text === "") pickPrompt();
              write(event.target.value);
            }}
            onPaste={paste}
            {...keys}
            onKeyDown={(event) => {
              if (event.key === "Escape" && live && !event.nativeEvent.isComposing) void store.stop();
              else keys.onKeyDown(event);
            }}
          />
          {dictation && (
            <DictateButton
              className="mt-1.5 mr-1.5"
              offer={dictation}
              open={dictating}
              onPress={() => (dictating ? endDictation() : setDictating(true))}
            />
          )}
        </div>
        {prefix !== undefined && <PrefixField value={prefix} onChange={(next) => store.setPrefix(next)} />}
        {dictation && dictating && (
          <DictationPanel modelId={dictation.modelId} onText={endDictation} onClose={() => endDictation()} />
        )}
        <span id="composer-keys" className="sr-only">
          {words.keys}
        </span>
        <div className="flex items-center gap-0.5 p-1.5 pt-0.5">
          {children}
          {model?.capabilities.prefix && (
            <IconButton
              label={words.prefix}
              aria-expanded={prefix !== undefined}
              onClick={() => store.setPrefix(prefix === undefined ? "" : undefined)}
            >
              <TextCursorInput aria-hidden />
            </IconButton>
          )}
          <span className="grow" />
          {failed && <span className="truncate text-xs text-warning max-sm:hidden">{words.draftFailed}</span>}
          {model?.contextLength ? <ContextMeter used={inputTokens} whole={model.contextLength} /> : null}
          <MessagePrice
            estimate={estimate}
            attachedTokens={attached.tokens}
            mostNanos={mostNanos}
            quota={quota}
            over={over}
          />
          {live ? (
            <IconButton
              label={words.stop}
              variant="secondary"
              className="rounded-full"
              disabled={live.generationId === undefined || live.stopping}
              onClick={() => void store.stop()}
            >
              <Square className="fill-current" aria-hidden />
            </IconButton>
          ) : (
            <IconButton
              type="submit"
              label={words.send}
              variant="primary"
              className="rounded-full"
              aria-disabled={!text.trim() || obstacle !== undefined || attached.blocked}
            >
              <ArrowUp aria-hidden />
            </IconButton>
          )}
        </div>
      </div>
    </form>
  );
}
