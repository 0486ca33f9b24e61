import { StateEffect, StateField, type EditorState, type Extension, type Range } from "@codemirror/state";
import { Decoration, EditorView, WidgetType, type DecorationSet } from "@codemirror/view";

/** Where something is missing, and what is suggested for it. Without a suggestion the gap follows the cursor. */
export interface Gap {
  from: number;
  to: number;
  suggestion: string | undefined;
}

/** Puts a suggestion into the gap; undefined takes it away. */
export const suggest = StateEffect.define<string | undefined>();

export const gapField = StateField.define<Gap>({
  create: (state) => ({ ...selected(state), suggestion: undefined }),
  update(gap, transaction) {
    let next = gap;
    if (transaction.docChanged) {
      next = { ...next, from: transaction.changes.mapPos(gap.from, -1), to: transaction.changes.mapPos(gap.to, 1) };
    }
    for (const effect of transaction.effects) if (effect.is(suggest)) next = { ...next, suggestion: effect.value };
    if (next.suggestion !== undefined) return next;
    const chosen = selected(transaction.state);
    return chosen.from === next.from && chosen.to === next.to && next === gap
      ? gap
      : { ...chosen, suggestion: undefined };
  },
  provide: (field) => EditorView.decorations.from(field, decorate),
});

function selected(state: EditorState): { from: number; to: number } {
  const { from, to } = state.selection.main;
  return { from, to };
}

class Mark extends WidgetType {
  override toDOM(): HTMLElement {
    const mark = document.createElement("span");
    mark.className = "bench-gap";
    mark.ariaHidden = "true";
    return mark;
  }
  override eq(): boolean {
    return true;
  }
}

class Suggestion extends WidgetType {
  constructor(readonly text: string) {
    super();
  }
  override toDOM(): HTMLElement {
    const element = document.createElement("span");
    element.className = "bench-suggestion";
    element.textContent = this.text;
    return element;
  }
  override eq(other: Suggestion): boolean {
    return other.text === this.text;
  }
}

const replaced = Decoration.mark({ class: "bench-replaced" });
const chosen = Decoration.mark({ class: "bench-chosen" });
const mark = Decoration.widget({ widget: new Mark(), side: 1 });

function decorate({ from, to, suggestion }: Gap): DecorationSet {
  const decorations: Range<Decoration>[] = [];
  if (from !== to) decorations.push((suggestion === undefined ? chosen : replaced).range(from, to));
  if (suggestion) decorations.push(Decoration.widget({ widget: new Suggestion(suggestion), side: 1 }).range(to));
  else if (from === to || suggestion === "") decorations.push(mark.range(to));
  return Decoration.set(decorations, true);
}

/** The gap in a document: marked, followed, filled. */
export const gapExtension: Extension = gapField;
