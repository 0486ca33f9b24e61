import type { RunCall } from "@/lib/bench/schema";

export const snippetKinds = ["curl", "python", "javascript"] as const;
export type SnippetKind = (typeof snippetKinds)[number];

const baseUrl = "https://api.ap.siliconflow.com/v1";
const paths = { chat: "/chat/completions", completions: "/completions" } as const;

/** The call as a program or a command, with the key left to the environment. */
export function snippetOf(kind: SnippetKind, call: RunCall): string {
  return { curl, python, javascript }[kind](call);
}

/** Single quotes keep the shell from reading anything in the body. */
function curl({ endpoint, body }: RunCall): string {
  const quoted = `'${JSON.stringify(body, null, 2).replaceAll("'", `'\\''`)}'`;
  return [
    `curl ${baseUrl}${paths[endpoint]} \\`,
    `  -H "Authorization: Bearer $SILICONFLOW_API_KEY" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d ${quoted}`,
  ].join("\n");
}

/** Parameters that OpenAI's package knows itself; the provider's own go through `extra_body`. */
const known: Record<RunCall["endpoint"], ReadonlySet<string>> = {
  chat: new Set([
    ...["model", "messages", "max_tokens", "temperature", "top_p", "frequency_penalty", "stop"],
    ...["response_format", "tools"],
  ]),
  completions: new Set([
    ...["model", "prompt", "suffix", "max_tokens", "temperature", "top_p", "frequency_penalty", "stop"],
  ]),
};

function python({ endpoint, body }: RunCall): string {
  const fields = Object.entries(body).filter(([, value]) => value !== undefined);
  const own = fields.filter(([name]) => !known[endpoint].has(name));
  const lines = fields
    .filter(([name]) => known[endpoint].has(name))
    .map(([name, value]) => `    ${name}=${pythonValue(value, 1)},`);
  if (own.length > 0) lines.push(`    extra_body=${pythonValue(Object.fromEntries(own), 1)},`);
  const [method, answer] =
    endpoint === "chat"
      ? ["chat.completions", "response.choices[0].message"]
      : ["completions", "response.choices[0].text"];
  return [
    "import os",
    "",
    "from openai import OpenAI",
    "",
    `client = OpenAI(api_key=os.environ["SILICONFLOW_API_KEY"], base_url="${baseUrl}")`,
    "",
    `response = client.${method}.create(`,
    ...lines,
    ")",
    `print(${answer})`,
    "",
  ].join("\n");
}

/** JSON in Python's words. What is a string or a number in JSON is one in Python. */
function pythonValue(value: unknown, depth: number): string {
  const inner = "    ".repeat(depth + 1);
  const outer = "    ".repeat(depth);
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value !== "object") return JSON.stringify(value);
  const items = Array.isArray(value)
    ? value.map((each: unknown) => pythonValue(each, depth + 1))
    : Object.entries(value).map(([name, each]) => `${JSON.stringify(name)}: ${pythonValue(each, depth + 1)}`);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (items.length === 0) return open! + close!;
  return `${open}\n${items.map((item) => `${inner}${item},\n`).join("")}${outer}${close}`;
}

function javascript({ endpoint, body }: RunCall): string {
  const answer = endpoint === "chat" ? "choices[0].message" : "choices[0].text";
  return [
    `const response = await fetch("${baseUrl}${paths[endpoint]}", {`,
    `  method: "POST",`,
    `  headers: {`,
    "    Authorization: `Bearer ${process.env.SILICONFLOW_API_KEY}`,",
    `    "Content-Type": "application/json",`,
    `  },`,
    `  body: JSON.stringify(${JSON.stringify(body, null, 2).replaceAll("\n", "\n  ")}),`,
    `});`,
    `if (!response.ok) throw new Error(await response.text());`,
    `const { choices } = await response.json();`,
    `console.log(${answer});`,
    "",
  ].join("\n");
}
