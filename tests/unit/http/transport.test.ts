import { describe, expect, it } from "vitest";
import { compile } from "@/lib/http/transport";

describe("compile", () => {
  const match = compile("/api/generations/:id/events");
  it("finds parameters", () => expect(match("/api/generations/0190-abc/events")).toEqual({ id: "0190-abc" }));
  it.each([
    "/api/generations//events",
    "/api/generations/a/b/events",
    "/api/generations/a%2Fb/events",
    "/x/api/generations/a/events",
    "/api/generations/a/events/",
  ])("leaves %s to the framework", (path) => expect(match(path)).toBeUndefined());
});
