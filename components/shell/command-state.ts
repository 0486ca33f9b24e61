"use client";

export type CommandView = "palette" | "keys" | undefined;

let view: CommandView;
const listeners = new Set<() => void>();

export function showCommands(next: CommandView): void {
  view = next;
  for (const listener of listeners) listener();
}

export function openPalette(): void {
  showCommands("palette");
}

export function currentView(): CommandView {
  return view;
}

export function subscribeToView(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
