"use client";

import { useCallback, useState, useSyncExternalStore } from "react";
import { keepDraft, readDraft } from "./drafts";

const pauseMs = 300;

/** One form of the page, outside of React: the server draws its beginning, the browser goes on with what was kept. */
class KeptForm<Form> {
  private form: Form | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly name: string,
    readonly initial: Form,
    private readonly parse: (kept: unknown) => Form | undefined,
  ) {}

  readonly get = (): Form => (this.form ??= readDraft(this.name, this.parse) ?? this.initial);

  readonly set = (next: Form): void => {
    this.form = next;
    clearTimeout(this.timer);
    this.timer = setTimeout(this.keep, pauseMs);
    for (const listener of this.listeners) listener();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    addEventListener("pagehide", this.keep);
    return () => {
      this.listeners.delete(listener);
      removeEventListener("pagehide", this.keep);
      this.keep();
    };
  };

  private readonly keep = () => {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    keepDraft(this.name, this.form);
  };
}

/**
 * A form that survives a reload.
 * @param name of its draft: the studio and who is signed in
 * @param initial what the server draws
 * @param parse what was kept, checked and brought to what is possible today
 */
export function useKeptForm<Form>(
  name: string,
  initial: Form,
  parse: (kept: unknown) => Form | undefined,
): [Form, (change: Form | ((before: Form) => Form)) => void] {
  const [store] = useState(() => new KeptForm(name, initial, parse));
  const form = useSyncExternalStore(store.subscribe, store.get, () => store.initial);
  const change = useCallback(
    (next: Form | ((before: Form) => Form)) =>
      store.set(typeof next === "function" ? (next as (before: Form) => Form)(store.get()) : next),
    [store],
  );
  return [form, change];
}
