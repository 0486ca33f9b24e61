import { describe, expect, it } from "vitest";
import { internalPath } from "@/lib/auth/schema";

describe("internalPath", () => {
  it.each(["/", "/chat/1?x=1#y", "/usage", "/设置"])("keeps %j", (path) => expect(internalPath(path)).toBe(path));

  it.each([
    undefined,
    null,
    ["/usage"],
    "",
    "usage",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/usage\\..\\x",
    "https://evil.example",
    "javascript:alert(1)",
    `/${"a".repeat(3000)}`,
  ])("turns %j into the first page", (path) => expect(internalPath(path)).toBe("/"));
});
