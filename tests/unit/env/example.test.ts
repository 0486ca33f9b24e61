import { readFileSync } from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import { readEnvironment } from "@/lib/env";
import { Environment } from "@/lib/env/schema";

const text = readFileSync(path.resolve(import.meta.dirname, "../../../.env.example"), "utf8");
const lines = [...text.matchAll(/^(# )?([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(([, commented, name, value]) => ({
  name: name!,
  value: value!,
  commented: commented !== undefined,
}));
const required = { AUTH_SECRET: "a".repeat(32), DATABASE_URL: "postgresql://localhost/silica" };

describe(".env.example", () => {
  it("names every setting once, and nothing else", () => {
    expect(lines.map(({ name }) => name).sort()).toEqual(Object.keys(Environment.shape).sort());
  });

  it("shows as defaults what the code takes", () => {
    const shown = Object.fromEntries(
      lines.filter(({ commented }) => commented).map(({ name, value }) => [name, value]),
    );
    expect(readEnvironment({ ...required, ...shown })).toEqual(readEnvironment(required));
  });

  it("shows a default wherever the code has one", () => {
    const silent = lines.filter(({ value }) => value === "").map(({ name }) => name);
    const standards = readEnvironment(required);
    const unsaid = silent.filter((name) => {
      const standard = standards[name as keyof Environment];
      return standard !== undefined && !(name in required) && !(Array.isArray(standard) && standard.length === 0);
    });
    expect(unsaid).toEqual([]);
  });

  it("sets nothing when it is copied as it is", () => {
    expect(Object.values(parseEnv(text)).filter(Boolean)).toEqual([]);
  });
});
