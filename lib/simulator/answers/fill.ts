import { pick, randomFrom, hash } from "../random";

/** What stands between two pieces of a text or program: code where the pieces look like code, else a sentence. */
export function fillBetween(prefix: string, suffix: string, seed: number): string {
  const random = randomFrom(hash(`${seed}\u0000${prefix}\u0000${suffix}`));
  const definition = /def\s+(\w+)\(([^)]*)\)[^\n]*:\s*$/.exec(prefix);
  if (definition) return pythonBody(definition[1]!, definition[2]!, prefix.endsWith("\n") ? "" : "\n");
  const inside = insideFunction(prefix, suffix);
  if (inside !== undefined) return inside;
  if (/(?:function\s+\w*|=>)\s*[^\n]*\{\s*$/.test(prefix)) {
    return `${prefix.endsWith("\n") ? "" : "\n"}  const result = [];\n  return result;\n`;
  }
  const indent = /(?:^|\n)([ \t]*)[^\n]*$/.exec(prefix)?.[1] ?? "";
  if (/[;{}]\s*$/.test(prefix) || /^\s*[;})\]]/.test(suffix)) return `${indent}const value = compute();\n`;
  return pick(random, [
    " which is the part that matters",
    " and everything that follows from it",
    " in the simplest case",
  ]);
}

/** Between two lines of a Python function: what the second needs and the first does not have. */
function insideFunction(prefix: string, suffix: string): string | undefined {
  const definition = [...prefix.matchAll(/def\s+\w+\(([^)]*)\)[^\n]*:\s*\n/g)].at(-1);
  const indent = /^\s*?\n?([ \t]+)\S/.exec(suffix)?.[1];
  if (!definition || indent === undefined || !prefix.endsWith("\n")) return undefined;
  const items = definition[1]!.split(/[,:=]/)[0]!.trim() || "items";
  const names = (text: string) => new Set(text.match(/[a-z_]\w*/gi) ?? []);
  const known = names(prefix);
  const needed = [...names(suffix)].filter((name) => !known.has(name) && /^(?:left|middle|right|result)$/.test(name));
  const lines = (needed.length > 0 ? needed : ["result"]).map((name) => {
    const sign = { left: "<", middle: "==", right: ">" }[name];
    return `${indent}${name} = ${sign && known.has("pivot") ? `[item for item in ${items} if item ${sign} pivot]` : items}\n`;
  });
  return lines.join("");
}

function pythonBody(name: string, parameters: string, lead: string): string {
  const first = parameters.split(",")[0]?.split(/[:=]/)[0]?.trim() || "items";
  if (/sort/i.test(name)) {
    return `${lead}    if len(${first}) <= 1:
        return ${first}
    pivot = ${first}[len(${first}) // 2]
    left = [x for x in ${first} if x < pivot]
    middle = [x for x in ${first} if x == pivot]
    right = [x for x in ${first} if x > pivot]
    return ${name}(left) + middle + ${name}(right)
`;
  }
  return `${lead}    result = ${first}\n    return result\n`;
}
