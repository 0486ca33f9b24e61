import { describe, expect, test } from "vitest";
import { addressProblem, fillAddress, placesOf } from "@/lib/tools/address";

describe("an address with places", () => {
  test.each([
    ["https://wiki.example/search?q={query}", undefined],
    ["https://wiki.example/{space}/page/{id}.json?full=1", undefined],
    ["http://10.0.0.5:4010/x", undefined],
    ["https://{host}.example/", "place_in_host"],
    ["https://wiki.example.{tld}", "place_in_host"],
    ["https://wiki.example:{port}/", "address"],
    ["https://wiki.example/?{name}=1", "place_in_name"],
    ["https://user:pass@wiki.example/", "credentials"],
    ["https://{user}@wiki.example/", "credentials"],
    ["https://wiki.example/#{part}", "fragment"],
    ["{scheme}://wiki.example/", "address"],
    ["ftp://wiki.example/", "address"],
    ["https://wiki.example/{a b}", "address"],
    ["https://wiki.example\\evil.example/", "address"],
    ["javascript:alert(1)", "address"],
    ["//wiki.example/", "address"],
  ])("%s", (address, problem) => expect(addressProblem(address)).toBe(problem));

  test("names its places once", () => expect(placesOf("https://a.example/{x}/{y}?z={x}")).toEqual(["x", "y"]));
});

describe("filling", () => {
  const template = "https://wiki.example/pages/{page}?q={query}&key=fixed";
  const hostile = [
    "a b",
    "../../admin",
    "x/../../y",
    "?key=mine",
    "#fragment",
    "&key=mine",
    "@evil.example",
    "//evil.example/",
    "%2e%2e%2f",
    "\r\nHost: evil.example",
    "\\evil.example",
    "\ud800",
    "海浪",
  ];

  test.each(hostile)("keeps %j in its place", (text) => {
    const filled = fillAddress(template, { page: text, query: text })!;
    expect(filled.origin).toBe("https://wiki.example");
    expect(filled.pathname.split("/")).toHaveLength(3);
    expect(decodeURIComponent(filled.pathname.split("/")[2]!)).toBe(text.toWellFormed());
    expect([...filled.searchParams]).toEqual([
      ["q", text.toWellFormed()],
      ["key", "fixed"],
    ]);
    expect(filled.hash).toBe("");
  });

  test.each([".", ".."])("refuses %j as a part of the path", (page) => {
    expect(fillAddress(template, { page, query: "x" })).toBeUndefined();
    expect(fillAddress("https://a.example/{page}/edit", { page })).toBeUndefined();
  });

  test.each(["%2e", ".%2E", "..%2f"])("encodes %j a second time", (page) => {
    expect(fillAddress(template, { page, query: "x" })!.pathname).toBe(`/pages/${encodeURIComponent(page)}`);
  });

  test("writes numbers, objects and nothing as text", () => {
    const filled = fillAddress("https://a.example/?n={n}&o={o}&u={u}", { n: 1.5, o: { a: [1] } })!;
    expect([...filled.searchParams.values()]).toEqual(["1.5", '{"a":[1]}', ""]);
  });
});
