import { describe, expect, it } from "vitest";
import { normaliseEmail } from "@/lib/auth/email";

describe("normaliseEmail", () => {
  it.each([
    ["Ann@Example.COM", "ann@example.com"],
    ["  ann@example.com\n", "ann@example.com"],
    ["ａｎｎ＠ｅｘａｍｐｌｅ．ｃｏｍ", "ann@example.com"],
    ["ann+chat@mail.example.co.uk", "ann+chat@mail.example.co.uk"],
    ["käthe@münchen.example", "käthe@xn--mnchen-3ya.example"],
    ["käthe@xn--mnchen-3ya.example", "käthe@xn--mnchen-3ya.example"],
    ["张三@例子.公司", "张三@xn--fsqu00a.xn--55qx5d"],
  ])("spells %j as %j", (given, expected) => {
    expect(normaliseEmail(given)).toBe(expected);
  });

  it.each([
    "",
    "ann",
    "@example.com",
    "ann@",
    "ann@localhost",
    "ann@127.0.0.1",
    "ann@[::1]",
    "ann@example.com,bob@example.com",
    "ann@example.com;bob@example.com",
    "ann@@example.com",
    "a b@example.com",
    "ann@exa mple.com",
    "ann@example.com/path",
    "ann@example.com?x",
    "ann@user@example.com",
    "ann\u0000@example.com",
    "ann\u200b@example.com",
    '"ann"@example.com',
    "Ann <ann@example.com>",
    "ann@-example.com",
    "ann@example..com",
    `${"a".repeat(65)}@example.com`,
    `ann@${"a.".repeat(130)}com`,
    "a".repeat(100_000),
  ])("refuses %j", (given) => {
    expect(normaliseEmail(given)).toBeUndefined();
  });
});
