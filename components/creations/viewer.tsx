"use client";

import { ChevronLeft, ChevronRight, Maximize, Minimize } from "lucide-react";
import { useEffect, useEffectEvent, useState, type ReactNode } from "react";
import { useFormat, useText } from "@/components/text-provider";
import { IconButton } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { RelativeTime } from "@/components/ui/relative-time";
import { FactList } from "@/components/ui/receipt";
import { cn } from "@/lib/ui";
import { BlurredPicture } from "./blurred-picture";
import { SeedValue } from "./seed-value";
import { seedOf, type Result } from "./result";
import { ResultReceipt } from "./result-receipt";

export interface ViewerProps {
  results: readonly Result[];
  /** the output that is shown */
  outputId: string;
  onGo: (result: Result) => void;
  onClose: () => void;
  /** what can be done with it, with names */
  actions: (result: Result) => ReactNode;
  onAgainWithOther?: ((result: Result) => void) | undefined;
  pictureFields?: readonly string[] | undefined;
}

/** A result as large as the window allows, with what it was made from. By keys: ← → from one to the next, Z for its actual size. */
export function Viewer(props: ViewerProps) {
  const { results, outputId, onGo, onClose, actions, onAgainWithOther, pictureFields } = props;
  const { viewer: words, ...creations } = useText("creations");
  const format = useFormat();
  const [actual, setActual] = useState(false);
  const position = results.findIndex(({ output }) => output.id === outputId);
  const result = results[position];

  const go = (step: number) => {
    const next = results[position + step];
    if (next) onGo(next);
  };
  // Wherever the focus is: on the picture, on an action, on the button that closes.
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isControl(event.target)) return;
    if (event.key === "ArrowLeft") go(-1);
    else if (event.key === "ArrowRight") go(1);
    else if (event.key.toLowerCase() === "z" && result?.asset.kind === "picture") setActual(!actual);
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);

  if (!result) return null;
  const { creation, call, asset } = result;
  const seed = seedOf(call);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={format(words.position, { index: position + 1, count: results.length })}
      className="h-[calc(100dvh-2rem)] max-h-none w-[calc(100vw-2rem)] max-w-[110rem] max-sm:h-dvh max-sm:max-h-dvh max-sm:rounded-none"
    >
      <div className="grid h-full min-h-0 gap-4 max-lg:grid-rows-[minmax(16rem,1fr)_auto] lg:grid-cols-[minmax(0,1fr)_20rem] lg:grid-rows-[minmax(0,1fr)]">
        <div className="relative min-h-0 overflow-hidden rounded-lg bg-secondary">
          <div
            className={cn("size-full", actual && "overflow-auto")}
            // A picture larger than the window is scrolled, by keys as well.
            tabIndex={actual ? 0 : -1}
          >
            <Shown key={asset.id} result={result} actual={actual} />
          </div>
          {/* A player has its own controls at its foot, and needs no others where it is alone. */}
          {(asset.kind !== "video" || results.length > 1) && (
            <div
              className={cn(
                "pointer-events-none absolute inset-x-0 flex justify-center gap-1 *:pointer-events-auto",
                asset.kind === "video" ? "top-2" : "bottom-2",
              )}
            >
              <div className="flex gap-1 rounded-lg border bg-popover/90 p-0.5">
                <IconButton label={words.previous} keys="←" aria-disabled={position === 0} onClick={() => go(-1)}>
                  <ChevronLeft aria-hidden />
                </IconButton>
                {asset.kind === "picture" && (
                  <IconButton
                    label={actual ? words.fit : words.actualSize}
                    keys="Z"
                    aria-pressed={actual}
                    data-autofocus
                    onClick={() => setActual(!actual)}
                  >
                    {actual ? <Minimize aria-hidden /> : <Maximize aria-hidden />}
                  </IconButton>
                )}
                <IconButton
                  label={words.next}
                  keys="→"
                  aria-disabled={position === results.length - 1}
                  onClick={() => go(1)}
                >
                  <ChevronRight aria-hidden />
                </IconButton>
              </div>
            </div>
          )}
        </div>
        <div className="grid min-h-0 content-start gap-4 overflow-auto max-lg:max-h-[40dvh]">
          <div className="flex flex-wrap gap-2">{actions(result)}</div>
          {creation.prompt && (
            <section className="grid gap-1">
              <div className="flex items-center justify-between">
                <h3 className="text-xs text-muted-foreground">{words.prompt}</h3>
                <CopyButton size="iconSm" label={creations.copyPrompt} text={creation.prompt} />
              </div>
              <p className="text-sm whitespace-pre-wrap wrap-anywhere">{creation.prompt}</p>
            </section>
          )}
          <FactList
            facts={[
              { label: creations.receipt.model, value: creation.modelId, code: true },
              ...(asset.width && asset.height
                ? [{ label: words.size, value: `${asset.width} × ${asset.height}` }]
                : []),
              ...(seed === null
                ? []
                : [{ label: creations.receipt.seed, value: <SeedValue seed={seed} made={call.outputs.length} /> }]),
              { label: words.made, value: <RelativeTime value={asset.createdAt} /> },
            ]}
          />
          <ResultReceipt
            creation={creation}
            call={call}
            pictureFields={pictureFields}
            onAgainWithOther={onAgainWithOther && (() => onAgainWithOther(result))}
          />
          {asset.kind === "picture" && <p className="text-xs text-muted-foreground max-lg:hidden">{words.keys}</p>}
        </div>
      </div>
    </Dialog>
  );
}

function Shown({ result: { asset, creation }, actual }: { result: Result; actual: boolean }) {
  const alt = creation.prompt || asset.name;
  if (asset.kind === "video")
    return (
      <video
        src={`/api/assets/${asset.id}`}
        poster={asset.blur === null ? undefined : `/api/assets/${asset.id}?variant=thumbnail`}
        controls
        autoPlay
        loop
        playsInline
        aria-label={alt}
        className="size-full object-contain"
      />
    );
  return (
    <BlurredPicture
      asset={asset}
      alt={alt}
      variant="full"
      fit="contain"
      {...(actual && { className: "m-auto h-auto w-auto max-w-none" })}
    />
  );
}

/** Keys belong to what has the focus where it makes use of them. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT|VIDEO)$/.test(target.tagName);
}
