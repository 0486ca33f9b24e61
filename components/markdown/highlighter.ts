import { createHighlighterCore, type GrammarState, type HighlighterCore, type ThemeRegistration } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import { loadLanguage } from "./languages";

/** A run of code with the class that colours it; none is the text's own colour. */
export interface CodeRun {
  text: string;
  className: string | undefined;
}

/** Classes by the colour that stands for them: the highlighter knows colours only, the style sheet decides them. */
const classes: Readonly<Record<string, string>> = {
  "#000001": "tok-comment",
  "#000002": "tok-string",
  "#000003": "tok-number",
  "#000004": "tok-keyword",
  "#000005": "tok-function",
  "#000006": "tok-type",
  "#000007": "tok-name",
  "#000008": "tok-inserted",
  "#000009": "tok-deleted",
};

const theme: ThemeRegistration = {
  name: "silica",
  type: "light",
  fg: "#000000",
  bg: "#FFFFFF",
  settings: [
    { settings: { foreground: "#000000" } },
    { scope: ["comment", "punctuation.definition.comment"], settings: { foreground: "#000001" } },
    { scope: ["string", "markup.inline.raw", "constant.other.symbol"], settings: { foreground: "#000002" } },
    { scope: ["constant.numeric", "constant.language", "constant.character"], settings: { foreground: "#000003" } },
    {
      scope: ["keyword", "storage", "variable.language", "punctuation.definition.heading", "markup.heading"],
      settings: { foreground: "#000004" },
    },
    { scope: ["keyword.operator", "storage.type.function.arrow"], settings: { foreground: "#000000" } },
    {
      scope: ["entity.name.function", "support.function", "meta.function-call.generic"],
      settings: { foreground: "#000005" },
    },
    {
      scope: ["entity.name.type", "entity.name.class", "support.type", "support.class", "entity.other.inherited-class"],
      settings: { foreground: "#000006" },
    },
    {
      scope: [
        "entity.name.tag",
        "support.type.property-name",
        "entity.other.attribute-name",
        "meta.object-literal.key",
      ],
      settings: { foreground: "#000007" },
    },
    { scope: ["markup.inserted"], settings: { foreground: "#000008" } },
    { scope: ["markup.deleted"], settings: { foreground: "#000009" } },
  ],
};

let created: Promise<HighlighterCore> | undefined;

async function highlighterFor(language: string): Promise<HighlighterCore> {
  created ??= createHighlighterCore({
    engine: createJavaScriptRegexEngine({ forgiving: true }),
    themes: [theme],
    langs: [],
  });
  const highlighter = await created;
  if (!highlighter.getLoadedLanguages().includes(language)) {
    const grammar = await loadLanguage(language);
    await idle();
    await highlighter.loadLanguage(grammar);
  }
  return highlighter;
}

const linesPerSlice = 12;

/**
 * The code in coloured runs. Works in slices of a few lines, each in an idle moment, so that no task grows long.
 * @returns undefined if `signal` ended it
 */
export async function highlight(code: string, language: string, signal: AbortSignal): Promise<CodeRun[] | undefined> {
  const highlighter = await highlighterFor(language);
  const lines = code.split("\n");
  const runs: CodeRun[] = [];
  let grammarState: GrammarState | undefined;
  for (let start = 0; start < lines.length; start += linesPerSlice) {
    await idle();
    if (signal.aborted) return undefined;
    const slice = lines.slice(start, start + linesPerSlice).join("\n");
    const result = highlighter.codeToTokens(slice, {
      lang: language,
      theme: "silica",
      tokenizeMaxLineLength: 1_000,
      // a line that is given up half-way leaves its colour to all that follow, and the first lines compile the grammar
      tokenizeTimeLimit: 400,
      ...(grammarState ? { grammarState } : {}),
    });
    grammarState = result.grammarState;
    if (start > 0) append(runs, "\n", undefined);
    result.tokens.forEach((line, index) => {
      if (index > 0) append(runs, "\n", undefined);
      for (const token of line) append(runs, token.content, classes[(token.color ?? "").toUpperCase()]);
    });
  }
  return runs;
}

/** Neighbours of one colour become one run, and blanks take their neighbour's, so that few elements are needed. */
function append(runs: CodeRun[], text: string, className: string | undefined): void {
  const last = runs.at(-1);
  if (last && (last.className === className || !text.trim())) last.text += text;
  else runs.push({ text, className });
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ("requestIdleCallback" in globalThis) requestIdleCallback(() => resolve(), { timeout: 1_000 });
    else setTimeout(resolve, 30);
  });
}
