import { describe, expect, it } from "vitest";
import { isCommonPassword } from "@/lib/auth/common-passwords";

describe("isCommonPassword", () => {
  it.each([
    "password",
    "Password1",
    "P@ssw0rd",
    "p4ssw0rd2024!",
    "qwertyuiop",
    "12345678",
    "123456789012345",
    "87654321",
    "11111111",
    "aaaaaaaaaaaa",
    "abcabcabc",
    "abcd1234",
    "1q2w3e4r5t",
    "1qaz2wsx",
    "qwerty123",
    "asdfghjkl",
    "iloveyou2",
    "!Welcome1!",
    "Summer2026!",
    "letmein!!",
    "woaini1314",
    "adminadmin",
    "changeme1",
  ])("refuses %j", (password) => {
    expect(isCommonPassword(password)).toBe(true);
  });

  it.each([
    "correct horse battery staple",
    "passwords are for the birds",
    "tR7!qpWz",
    "monday-morning-coffee",
    "北京的秋天很好看呀",
    "x9k2m4p7",
    "sunflower-archipelago",
  ])("accepts %j", (password) => {
    expect(isCommonPassword(password)).toBe(false);
  });

  it("refuses the person's own address and name", () => {
    expect(isCommonPassword("margarethe1", ["margarethe@example.com", ""])).toBe(true);
    expect(isCommonPassword("margarethe@example.com", ["margarethe@example.com", ""])).toBe(true);
    expect(isCommonPassword("Grace Hopper", ["g@example.com", "Grace Hopper"])).toBe(true);
    expect(isCommonPassword("a quiet evening", ["a@example.com", "a"])).toBe(false);
  });

  it.each([
    ["a".repeat(1024), false],
    ["ab".repeat(512), false],
    ["1!".repeat(512), false],
    [`${"x1".repeat(511)}é`, false],
    ["!".repeat(1024), false],
    ["password".repeat(128), false],
  ])("answers for the absurdly long %.12s…", (text, common) => {
    expect(isCommonPassword(text)).toBe(common);
    expect(isCommonPassword(text, [text])).toBe(true);
  });
});
