"use client";

import { useSyncExternalStore } from "react";
import { sidebarCookie } from "./sidebar-cookie";

interface SidebarState {
  /** on wide screens: the column is there. Unknown until the page has said what the server drew */
  column: boolean | undefined;
  /** on narrow ones: the sheet is open */
  sheet: boolean;
}

let state: SidebarState = { column: undefined, sheet: false };
const listeners = new Set<() => void>();

function change(next: Partial<SidebarState>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSidebar(initialColumn: boolean): { column: boolean; sheet: boolean } {
  const { column, sheet } = useSyncExternalStore(
    subscribe,
    () => state,
    () => initialState,
  );
  return { column: column ?? initialColumn, sheet };
}

const initialState: SidebarState = { column: undefined, sheet: false };

export function showColumn(shown: boolean): void {
  change({ column: shown });
  document.cookie = `${sidebarCookie}=${shown ? "shown" : "hidden"}; Path=/; Max-Age=31536000; SameSite=Lax`;
}

export function showSheet(open: boolean): void {
  change({ sheet: open });
}

/** Opens the list in whichever form the screen has room for. */
export function openSidebar(): void {
  if (window.matchMedia("(min-width: 64rem)").matches) showColumn(true);
  else showSheet(true);
}
