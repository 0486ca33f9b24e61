const prefix = "silica:draft:";

/** What was typed into a form and not sent, kept in this browser; undefined where there is nothing usable. */
export function readDraft<Draft>(name: string, parse: (kept: unknown) => Draft | undefined): Draft | undefined {
  const kept = tryStorage((storage) => storage.getItem(prefix + name));
  if (!kept) return undefined;
  try {
    return parse(JSON.parse(kept));
  } catch {
    return undefined;
  }
}

export function keepDraft(name: string, draft: unknown): void {
  tryStorage((storage) => storage.setItem(prefix + name, JSON.stringify(draft)));
}

/** What was typed belongs to who is signed in. */
export function forgetDrafts(): void {
  tryStorage((storage) => {
    for (const key of Object.keys(storage)) if (key.startsWith(prefix)) storage.removeItem(key);
  });
}

/** A browser may forbid its storage, or have none left. */
function tryStorage<Result>(act: (storage: Storage) => Result): Result | undefined {
  try {
    return act(window.localStorage);
  } catch {
    return undefined;
  }
}
