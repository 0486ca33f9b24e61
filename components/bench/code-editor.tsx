"use client";

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { Compartment, EditorState, Prec } from "@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { useEffect, useImperativeHandle, useRef, type Ref } from "react";
import { codeLanguages, isCodeLanguage } from "./code-languages";
import { gapExtension, gapField, suggest } from "./gap";

export interface GapText {
  prefix: string;
  suffix: string;
  /** what is selected, and will be replaced */
  between: string;
}

export interface CodeEditorProps {
  label: string;
  describedBy: string;
  /** the text at first, with the cursor in its gap */
  initial: Omit<GapText, "between">;
  language: string;
  /** what is suggested for the gap; undefined: nothing */
  suggestion: string | undefined;
  /** the suggestion is whole and may be taken */
  ready: boolean;
  onChange: (text: GapText) => void;
  onAccept: () => void;
  onReject: () => void;
  onRun: () => void;
}

/** Tells the editor from outside to take the suggestion into the text. */
export interface CodeEditorHandle {
  accept: () => void;
}

/**
 * An editor with syntax colours in which a gap is marked: at the cursor, or over what is selected. A suggestion stands in it
 * as it arrives. Only the Tab key of somebody who is looking at a suggestion is taken: else it moves on, as everywhere.
 */
export function CodeEditor({ ref, ...props }: CodeEditorProps & { ref?: Ref<CodeEditorHandle> }) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const language = useRef(new Compartment());
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    if (!host.current) return;
    const { initial, label, describedBy } = latest.current;
    const created = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: initial.prefix + initial.suffix,
        selection: { anchor: initial.prefix.length },
        extensions: [
          EditorView.cspNonce.of(document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? ""),
          EditorState.lineSeparator.of("\n"),
          EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": describedBy }),
          base,
          Prec.highest(
            keymap.of([
              { key: "Tab", run: (editor) => (latest.current.ready ? take(editor, latest.current.onAccept) : false) },
              {
                key: "Escape",
                run: (editor) => {
                  if (editor.state.field(gapField).suggestion === undefined) return false;
                  latest.current.onReject();
                  return true;
                },
              },
              {
                key: "Mod-Enter",
                run: () => {
                  latest.current.onRun();
                  return true;
                },
              },
            ]),
          ),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          language.current.of([]),
          gapExtension,
          EditorView.updateListener.of((update) => {
            if (update.docChanged || update.selectionSet) latest.current.onChange(textOf(update.state));
          }),
        ],
      }),
    });
    view.current = created;
    return () => {
      view.current = undefined;
      created.destroy();
    };
  }, []);

  const { suggestion } = props;
  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.field(gapField).suggestion === suggestion) return;
    editor.dispatch({ effects: suggest.of(suggestion) });
  }, [suggestion]);

  useEffect(() => {
    let current = true;
    const load = isCodeLanguage(props.language) ? codeLanguages[props.language] : undefined;
    const loaded = load ? load() : Promise.resolve([]);
    loaded.then(
      (extension) => {
        if (current) view.current?.dispatch({ effects: language.current.reconfigure(extension) });
      },
      // a language that cannot be loaded leaves the text in one colour
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [props.language]);

  useImperativeHandle(ref, () => ({
    accept: () => {
      if (view.current) take(view.current, latest.current.onAccept);
      view.current?.focus();
    },
  }));

  return <div ref={host} className="bench-editor" />;
}

const base = [
  lineNumbers(),
  history(),
  drawSelection(),
  indentOnInput(),
  bracketMatching(),
  EditorView.lineWrapping,
  syntaxHighlighting(classHighlighter),
];

function take(editor: EditorView, onAccept: () => void): boolean {
  const { from, to, suggestion } = editor.state.field(gapField);
  if (suggestion === undefined) return false;
  editor.dispatch({
    changes: { from, to, insert: suggestion },
    selection: { anchor: from + suggestion.length },
    effects: suggest.of(undefined),
    userEvent: "input.complete",
  });
  onAccept();
  return true;
}

function textOf(state: EditorState): GapText {
  const { from, to } = state.field(gapField);
  return {
    prefix: state.sliceDoc(0, from),
    between: state.sliceDoc(from, to),
    suffix: state.sliceDoc(to),
  };
}
