import type { Extension } from "@codemirror/state";

/** The languages whose text is coloured, each loaded when it is chosen. The names go with the request. */
export const codeLanguages = {
  plain: undefined,
  python: () => import("@codemirror/lang-python").then(({ python }) => python()),
  javascript: () => import("@codemirror/lang-javascript").then(({ javascript }) => javascript({ jsx: true })),
  typescript: () => import("@codemirror/lang-javascript").then(({ javascript }) => javascript({ typescript: true })),
  java: () => import("@codemirror/lang-java").then(({ java }) => java()),
  cpp: () => import("@codemirror/lang-cpp").then(({ cpp }) => cpp()),
  go: () => import("@codemirror/lang-go").then(({ go }) => go()),
  rust: () => import("@codemirror/lang-rust").then(({ rust }) => rust()),
  sql: () => import("@codemirror/lang-sql").then(({ sql }) => sql()),
} satisfies Record<string, (() => Promise<Extension>) | undefined>;

export type CodeLanguage = keyof typeof codeLanguages;

export const languageNames: Record<Exclude<CodeLanguage, "plain">, string> = {
  python: "Python",
  javascript: "JavaScript",
  typescript: "TypeScript",
  java: "Java",
  cpp: "C++",
  go: "Go",
  rust: "Rust",
  sql: "SQL",
};

export function isCodeLanguage(name: string): name is CodeLanguage {
  return Object.hasOwn(codeLanguages, name);
}
