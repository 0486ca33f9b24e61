import { describe, expect, it } from "vitest";
import { safeLink } from "@/components/markdown/safe-link";
import { blocks, html } from "./render";

describe("hostile content", () => {
  it.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "a <iframe src='https://evil.example'></iframe> b",
    "<a href='javascript:alert(1)'>x</a>",
    "<style>*{display:none}</style>",
    "<!-- --><b>x</b>",
    "<details open ontoggle=alert(1)>",
    "| <img src=x> |\n|---|\n| <script>x</script> |",
    "> <object data=x>",
    "- <form action=x>",
    "[<img src=x>](https://a.example)",
    "```html\n<script>alert(1)</script>\n```",
    "$\\href{javascript:alert(1)}{x}$",
    "<br onclick=alert(1)>",
  ])("is drawn as the text it is: %s", (text) => {
    const drawn = html(text);
    expect(drawn).not.toMatch(/<(script|img|svg (?!xmlns)|iframe|style|object|form|details|b)\b(?![^>]*lucide)/);
    expect(drawn).not.toMatch(/<[a-z]+[^>]*\son\w+=/);
    expect(drawn).not.toMatch(/href="javascript/i);
  });

  it.each([
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example)",
    "[x](/admin)",
    "[x](#y)",
    "<javascript:alert(1)>",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "![x](javascript:alert(1))",
    "![x](data:image/png;base64,AAAA)",
  ])("is no link: %s", (text) => {
    expect(html(text)).not.toContain("<a ");
  });

  it("marks links and says where they go", () => {
    expect(blocks("[click](https://evil.example/path)")).toBe(
      '<p><a href="https://evil.example/path" title="https://evil.example/path" target="_blank" rel="noopener noreferrer nofollow" data-target="evil.example">click</a></p>',
    );
    expect(blocks("https://example.org/a")).toContain('title="https://example.org/a"');
    expect(blocks("https://example.org/a")).not.toContain("data-target");
    expect(blocks("[bank.example](https://evil.example)")).toContain('data-target="evil.example"');
  });

  it("never fetches an image: it is a link with its address", () => {
    const drawn = blocks("![secret](https://evil.example/?q=1)");
    expect(drawn).not.toContain("<img");
    expect(drawn).toContain(">Image: secret</a>");
    expect(drawn).toContain('data-target="evil.example"');
  });

  it("shows the true host of an address that looks like another", () => {
    expect(safeLink("https://bank.example@evil.example/")?.target).toBe("evil.example");
    expect(safeLink("https://xn--80ak6aa92e.com/")?.target).toBe("xn--80ak6aa92e.com");
    expect(safeLink("https://аррӏе.com/")?.target).toMatch(/^xn--/);
    expect(safeLink("mailto:a@b.example")?.target).toBe("a@b.example");
    expect(safeLink("https://")).toBeUndefined();
  });
});

describe("marks that turn the direction of text", () => {
  it.each([
    "a \u202egnp.exe b",
    "`\u202egnp.exe`",
    "```\n\u2066x\u202e\n```",
    "[\u202ex](https://a.example)",
    "&#x202e;x",
  ])("are shown, not obeyed: %j", (text) => {
    const drawn = html(text);
    expect(drawn).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    expect(drawn).toContain("\ufffd");
  });
});
