import { expect, test } from "vitest";
import { cleanText, mostResultChars } from "@/lib/tools/clean-text";

test.each([
  ["<p>Opening <b>hours</b></p><p>9&ndash;5 &amp; more</p>", "Opening hours\n9&ndash;5 & more"],
  ["a<script>steal('<p>')</script>b<style>x{}</style>c", "abc"],
  ["<!-- <p>hidden</p> -->seen", "seen"],
  ["<SCRIPT>x</Script >y", "y"],
  ["unclosed <script>rest", "unclosed"],
  ["1 < 2 and <br>new line", "1 new line"],
])("HTML %j reads %j", (html, text) => expect(cleanText(html, "text/html; charset=utf-8")).toBe(text));

test("JSON stays as it is; what people cannot see goes", () => {
  expect(cleanText('{"a": "<b>"}', "application/json")).toBe('{"a": "<b>"}');
  expect(cleanText("a\u202eb\u200bc\0d\u{e0041}\ufeff e\tf\r\ng")).toBe("abcd e\tf\ng");
  expect(cleanText("👩‍👩‍👧 नि‌")).toBe("👩‍👩‍👧 नि‌");
});

test("a long text is cut, and says so", () => {
  const cut = cleanText("x".repeat(mostResultChars + 10));
  expect(cut).toMatch(/cut: the result has 16010 characters/);
  expect(cut.length).toBeLessThan(mostResultChars + 100);
});

test("a megabyte of brackets takes no time to speak of", () => {
  const startedAt = performance.now();
  for (const piece of ["<", "<!--", "<script", "<p ", "</", "&#"]) cleanText(piece.repeat(200_000), "text/html");
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});
