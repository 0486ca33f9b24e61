import { describe, expect, it } from "vitest";
import { blocks, html } from "./render";

describe("blocks", () => {
  it.each([
    ["a\n\nb", "<p>a</p><p>b</p>"],
    ["# a\n## b", '<h3 data-depth="1">a</h3><h4 data-depth="2">b</h4>'],
    ["- a\n- b", "<ul><li>a</li><li>b</li></ul>"],
    ["3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'],
    ["- a\n\n  more\n- b", "<ul><li><p>a</p><p>more</p></li><li><p>b</p></li></ul>"],
    ["> a\n> b", "<blockquote><p>a\nb</p></blockquote>"],
    ["a\n\n---\n\nb", "<p>a</p><hr/><p>b</p>"],
    ["a  \nb", "<p>a<br/>b</p>"],
    ["a<br>b", "<p>a<br/>b</p>"],
    ["~~a~~ but ~20 and ~30", "<p><del>a</del> but ~20 and ~30</p>"],
    ["AT&amp;T &lt;3 &#x41; &unknown;", "<p>AT&amp;T &lt;3 A &amp;unknown;</p>"],
  ])("%j", (text, expected) => {
    expect(blocks(text)).toBe(expected);
  });

  it("keeps a list together over blank lines, and its nested code", () => {
    const drawn = blocks("1. a\n\n   ```js\n   x\n\n   y\n   ```\n\n2. b");
    expect(drawn.match(/<ol/g)).toHaveLength(1);
    expect(drawn).toContain("x\n\ny");
  });

  it("ends a quote at a fence and a list at a paragraph", () => {
    expect(blocks("- a\n\nb")).toBe("<ul><li>a</li></ul><p>b</p>");
    expect(blocks("> a\n```\nb\n```")).toMatch(/^<blockquote><p>a<\/p><\/blockquote><figure/);
  });

  it("draws tasks", () => {
    expect(blocks("- [x] a\n- [ ] b")).toMatch(
      /^<ul><li data-task="true"><input type="checkbox"[^>]*checked=""\/>a<\/li>/,
    );
  });

  it("finds definitions wherever they stand", () => {
    expect(blocks("[a][ref]\n\nb\n\n[ref]: https://example.org/x")).toContain('href="https://example.org/x"');
  });

  it("leaves a footnote's text where it is", () => {
    expect(blocks("a[^1]\n\n[^1]: b")).toContain("[^1]: b");
  });

  it("carries no style attribute", () => {
    expect(html("| a | b |\n|:--|--:|\n| 1 | 2 |\n\n```js\nx\n```\n\n$$x$$\n\n- [ ] t")).not.toContain("style=");
  });
});

describe("code", () => {
  it("names the language and keeps the text as it is", () => {
    const drawn = blocks("```py title=x\nif a < b:\n    *c*\n```");
    expect(drawn).toContain("<span>py</span>");
    expect(drawn).toContain("<code>if a &lt; b:\n    *c*\n</code>");
  });

  it("takes a longer fence around a shorter one", () => {
    expect(blocks("````md\n```js\nx\n```\n````")).toContain("<code>```js\nx\n```\n</code>");
  });

  it("ends with the text where the fence never closes", () => {
    expect(blocks("```\na\n\nb")).toContain("<code>a\n\nb\n</code>");
  });

  it("is not cut at blank lines, headings or tables inside", () => {
    expect(blocks("```\n# a\n\n| b | c |\n|---|---|\n```\nd")).toMatch(
      /# a\n\n\| b \| c \|\n\|---\|---\|\n<\/code>.*<p>d<\/p>$/s,
    );
  });
});

describe("tables", () => {
  it("aligns by class name and draws what is in the cells", () => {
    const drawn = blocks("a\n\n| x | y |\n|:-:|--:|\n| **1** | `a\\|b` |\n| 2 |\n\nb");
    expect(drawn).toContain('<th scope="col" data-align="center">x</th>');
    expect(drawn).toContain(
      '<td data-align="center"><strong>1</strong></td><td data-align="right"><code>a|b</code></td>',
    );
    expect(drawn).toContain('<td data-align="center">2</td><td data-align="right"></td>');
    expect(drawn).toMatch(/^<p>a<\/p>.*<p>b<\/p>$/);
  });

  it("interrupts a paragraph", () => {
    expect(blocks("text\nx | y\n--|--\n1 | 2")).toMatch(/^<p>text<\/p><div class="md-table"/);
  });

  it("shows the beginning of a huge one and says how much there is", () => {
    const drawn = blocks(`| a | b |\n|---|---|\n${"| 1 | 2 |\n".repeat(5_000)}`);
    expect(drawn.match(/<tr>/g)!.length).toBe(101);
    expect(drawn).toContain("100 of 5,000 rows shown");
  });
});

describe("emphasis beside Chinese", () => {
  it.each([
    ["**中文。**后面", "<strong>中文。</strong>后面"],
    ["前面**“引用”**后面", "前面<strong>“引用”</strong>后面"],
    ["**一。**二**三。**四", "<strong>一。</strong>二<strong>三。</strong>四"],
    ["这是**重点**。", "这是<strong>重点</strong>。"],
    ["**步骤（1）**：开始", "<strong>步骤（1）</strong>：开始"],
    ["**`代码`**后面", "<strong><code>代码</code></strong>后面"],
    ["~~删除。~~后面", "<del>删除。</del>后面"],
    ["한국어**강조!**입니다", "한국어<strong>강조!</strong>입니다"],
    ["**中 *斜* 文。**后", "<strong>中 <em>斜</em> 文。</strong>后"],
    ["2 ** 3 ** 4", "2 ** 3 ** 4"],
    ["`**中文。**后面`", "<code>**中文。**后面</code>"],
    ["**plain**", "<strong>plain</strong>"],
    ["a**b.**c", "a**b.**c"],
  ])("%s", (text, expected) => {
    expect(blocks(text)).toBe(`<p>${expected}</p>`);
  });
});

describe("math", () => {
  const inline = (tex: string) => `<span class="md-math"><span hidden=""></span><code>${tex}</code></span>`;
  const display = (tex: string) =>
    `<span class="md-math" data-display="true"><span hidden=""></span><code>${tex}</code></span>`;

  it.each([
    ["$x^2$", `<p>${inline("x^2")}</p>`],
    ["a $x_1 + y$, b", `<p>a ${inline("x_1 + y")}, b</p>`],
    ["\\(a*b*c\\)", `<p>${inline("a*b*c")}</p>`],
    ["$2x + 1$", `<p>${inline("2x + 1")}</p>`],
    ["$$\nE = mc^2\n$$", display("E = mc^2")],
    ["$$E = mc^2$$", display("E = mc^2")],
    ["\\[\na\n\\]\n\nb", `${display("a")}<p>b</p>`],
    ["It is $$x$$ here", `<p>It is ${display("x")} here</p>`],
    ["It costs $5 and $6.", "<p>It costs $5 and $6.</p>"],
    ["$5-$10 a month", "<p>$5-$10 a month</p>"],
    ["from $1,000 to $2,000 (USD$)", "<p>from $1,000 to $2,000 (USD$)</p>"],
    ["`$x$`", "<p><code>$x$</code></p>"],
    ["\\$x\\$", "<p>$x$</p>"],
    ["$ x $", "<p>$ x $</p>"],
    ["$$ never closed\nb", "<p>$$ never closed\nb</p>"],
  ])("%j", (text, expected) => {
    expect(blocks(text)).toBe(expected);
  });
});

describe("long texts", () => {
  it("sends only the beginning of a very long one, to be continued in idle moments", () => {
    const drawn = html("a paragraph\n\n".repeat(20_000));
    expect(drawn.match(/<p>/g)!.length).toBeLessThan(200);
  });

  it("cuts a long list and counts on", () => {
    const drawn = html(
      Array.from({ length: 1_000 }, (_, index) => `${index + 1}. item number ${index + 1}`).join("\n"),
    );
    expect(drawn.match(/<ol start="\d+">/g)!.length).toBeGreaterThan(2);
    expect(drawn).toContain('<div class="md-continued"><ol start=');
  });
});
