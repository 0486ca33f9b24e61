import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { accessMap } from "./access-map";

const root = path.resolve(import.meta.dirname, "../../..");

/** What each handler declares, as "METHOD /path" → its `access`; "foreign" for handlers that are not made by route(). */
function declared(): Record<string, string> {
  const found: Record<string, string> = {};
  for (const file of globSync("app/**/route.ts", { cwd: root })) {
    const address = `/${path
      .dirname(file)
      .replaceAll("\\", "/")
      .replace(/^app\//, "")
      .replace(/\([^)]*\)\//g, "")}`;
    const source = readFileSync(path.join(root, file), "utf8");
    const exported = [
      ...source.matchAll(/export (?:const|async function|function) (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/g),
    ];
    for (const [index, match] of exported.entries()) {
      const own = source.slice(match.index, exported[index + 1]?.index);
      found[`${match[1]} ${address}`] = /access: "(\w+)"/.exec(own)?.[1] ?? "foreign";
    }
    for (const match of source.matchAll(/export \{([^}]*)\}/g)) {
      for (const name of match[1]!.matchAll(/\b(GET|POST|PUT|PATCH|DELETE)\b/g))
        found[`${name[1]} ${address}`] = "foreign";
    }
  }
  return found;
}

describe("the list of who may call what", () => {
  it("names every handler there is, with the access it declares, and no other", () => {
    const listed = Object.fromEntries(Object.entries(accessMap).map(([handler, { access }]) => [handler, access]));
    expect(listed).toEqual(declared());
  });

  it("says of each how it decides whose data is meant", () => {
    for (const [handler, { rule }] of Object.entries(accessMap)) expect(rule.length, handler).toBeGreaterThan(10);
  });

  it("lets nothing but signing in, health, links with a secret and the provider of sign-in be called by anyone", () => {
    const open = Object.entries(accessMap)
      .filter(([, { access }]) => access === "public")
      .map(([handler]) => handler.split(" ")[1]!);
    for (const address of open)
      expect(address).toMatch(/^\/api\/(auth|sign-in|sign-up|sign-out|setup|health|join|shared)\b/);
  });
});
