const expressionPattern = /[-+]?\(*\s*\d[\d\s.,()]*(?:(?:\*\*|[-+*/×÷^%])[\d\s.,()+-]*\d[\d\s.,()]*)+/;

/**
 * The first sum in a text with its value, such as `12 * (3 + 4)`.
 * @returns undefined where there is none, or it has no finite value
 */
export function findSum(text: string): { expression: string; value: string } | undefined {
  const found = expressionPattern.exec(text)?.[0];
  if (!found || /^\s*\d{4}-\d{1,2}/.test(found)) return undefined;
  const expression = balance(found.replace(/[\s,.]+$/, "").trim());
  const value = evaluate(expression);
  if (value === undefined || !Number.isFinite(value)) return undefined;
  return { expression, value: String(Number(value.toPrecision(12))) };
}

/** Drops closing brackets that were never opened: a sentence may have put the sum in brackets. */
function balance(text: string): string {
  let depth = 0;
  let kept = "";
  for (const character of text) {
    if (character === "(") depth++;
    if (character === ")" && depth-- === 0) {
      depth = 0;
      continue;
    }
    kept += character;
  }
  return kept.trim() + ")".repeat(Math.max(0, depth));
}

/** Recursive descent: sums of products of powers of signed numbers and brackets. */
function evaluate(expression: string): number | undefined {
  const symbols = expression.replace(/,/g, "").match(/\d+(?:\.\d+)?|\*\*|[-+*/×÷^%()]/g) ?? [];
  let at = 0;
  const take = (...wanted: string[]): string | undefined =>
    wanted.includes(symbols[at] ?? "") ? symbols[at++] : undefined;

  function sum(): number {
    let total = product();
    for (let sign = take("+", "-"); sign; sign = take("+", "-")) total += sign === "+" ? product() : -product();
    return total;
  }
  function product(): number {
    let total = power();
    for (let sign = take("*", "×", "/", "÷", "%"); sign; sign = take("*", "×", "/", "÷", "%")) {
      const factor = power();
      if (sign === "%") total %= factor;
      else total = sign === "/" || sign === "÷" ? total / factor : total * factor;
    }
    return total;
  }
  function power(): number {
    const base = signed();
    return take("^", "**") ? base ** power() : base;
  }
  function signed(): number {
    if (take("-")) return -signed();
    if (take("+")) return signed();
    if (take("(")) {
      const inner = sum();
      take(")");
      return inner;
    }
    const symbol = symbols[at++];
    return symbol === undefined ? NaN : Number(symbol);
  }

  const value = sum();
  return at === symbols.length ? value : undefined;
}
