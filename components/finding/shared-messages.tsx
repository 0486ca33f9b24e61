"use client";

import { shortModelName } from "@/components/chat/quantities";
import { Markdown } from "@/components/markdown";
import { useFormat, useText } from "@/components/text-provider";
import type { SharedMessage, SharedSnapshot } from "@/lib/chat/schema";
import { cn } from "@/lib/ui";

/**
 * The messages of a shared copy, to read.
 * @param source where its pictures are, by number
 */
export function SharedMessages({ snapshot, source }: { snapshot: SharedSnapshot; source: string }) {
  const words = useText("transfer").shared;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      {snapshot.systemPrompt && (
        <section aria-label={words.systemPrompt} className="border-l-2 pl-4">
          <h2 className="text-xs font-medium text-muted-foreground">{words.systemPrompt}</h2>
          <p className="mt-1 text-sm wrap-anywhere whitespace-pre-wrap">{snapshot.systemPrompt}</p>
        </section>
      )}
      {snapshot.messages.length === 0 && <p className="text-muted-foreground">{words.empty}</p>}
      {snapshot.messages.map((message, index) =>
        message.role === "user" ? (
          <div key={index} className="flex flex-col items-end gap-1">
            <h2 className="sr-only">{words.you}</h2>
            {message.text && (
              <div className="reading max-w-[85%] rounded-xl bg-secondary px-4 py-2.5 wrap-anywhere whitespace-pre-wrap max-sm:max-w-[92%]">
                {message.text}
              </div>
            )}
            <Pictures message={message} source={source} className="justify-end" />
            <OmittedNote message={message} />
          </div>
        ) : (
          <div key={index}>
            <h2 className="sr-only">{words.answer}</h2>
            <div className="reading">
              <Markdown text={message.text} />
            </div>
            <Pictures message={message} source={source} className="mt-3" />
            <OmittedNote message={message} />
            {message.modelId && <p className="mt-1 text-xs text-muted-foreground">{shortModelName(message.modelId)}</p>}
          </div>
        ),
      )}
    </div>
  );
}

interface PicturesProps {
  message: SharedMessage;
  source: string;
  className?: string;
}

/** What was sent with a message or made in it, small; each opens as it is. */
function Pictures({ message: { pictures }, source, className }: PicturesProps) {
  const words = useText("transfer").shared;
  const format = useFormat();
  if (pictures.length === 0) return null;
  return (
    <ul className={cn("flex flex-wrap gap-2", className)}>
      {pictures.map(({ number, width, height, alt }) => (
        <li key={number}>
          <a
            href={`${source}/${number}`}
            target="_blank"
            rel="noopener noreferrer"
            className="block overflow-hidden rounded-lg bg-secondary"
          >
            <img
              src={`${source}/${number}?variant=thumbnail`}
              alt={alt || format(words.picture, { number: number + 1 })}
              width={width || undefined}
              height={height || undefined}
              loading="lazy"
              decoding="async"
              className="h-auto max-h-72 w-auto max-w-full object-contain"
            />
          </a>
        </li>
      ))}
    </ul>
  );
}

function OmittedNote({ message: { omitted } }: { message: SharedMessage }) {
  const words = useText("transfer").shared;
  const format = useFormat();
  const list = (["pictures", "documents", "tools"] as const)
    .filter((kind) => omitted[kind] > 0)
    .map((kind) => format(words.kinds[kind], { count: omitted[kind] }));
  if (list.length === 0) return null;
  return <p className="text-xs text-muted-foreground">{format(words.omitted, { list: list.join(words.separator) })}</p>;
}
