/** Keeps the focus where it was when something goes: on the next of its kind, else on the one before. */
export function focusBeside(all: string, going: string): void {
  const list = [...document.querySelectorAll<HTMLElement>(all)];
  const index = list.findIndex((element) => element.matches(going));
  if (index === -1) return;
  const beside = list[index + 1] ?? list[index - 1];
  requestAnimationFrame(() => (beside ?? document.getElementById("content"))?.focus());
}
