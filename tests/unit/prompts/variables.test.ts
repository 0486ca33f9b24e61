import { describe, expect, it } from "vitest";
import { fillPrompt, variablesOf } from "@/lib/prompts/schema";

describe("a prompt's blanks", () => {
  it.each([
    ["Say {{what}} in {{ language }} and {{what}}", ["what", "language"]],
    ["翻译成{{目标 语言}}", ["目标 语言"]],
    ["no {blank} {{}} {{ }} {{{x}} here {{a\nb}}", ["x"]],
    ["{{constructor}} {{__proto__}}", ["constructor", "__proto__"]],
  ])("of %j", (text, names) => expect(variablesOf(text)).toEqual(names));

  it("are filled once: what is put in is not looked at again, and a blank without a value stays", () => {
    expect(fillPrompt("{{a}} {{ b }} {{c}}", { a: "{{b}}", b: "$& $1" })).toBe("{{b}} $& $1 {{c}}");
    expect(fillPrompt("{{constructor}}", {})).toBe("{{constructor}}");
  });

  it("take no longer for hostile text", () => {
    const from = performance.now();
    variablesOf("{{ a".repeat(5_000) + "{{".repeat(5_000));
    expect(performance.now() - from).toBeLessThan(3_000);
  });
});
