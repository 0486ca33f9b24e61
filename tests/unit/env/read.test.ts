import { describe, expect, it } from "vitest";
import { EnvironmentError, readEnvironment } from "@/lib/env";

const valid = { AUTH_SECRET: "a".repeat(32), DATABASE_URL: "postgresql://localhost/silica" };

function complaintAbout(variables: Record<string, string | undefined>): string {
  try {
    readEnvironment({ ...valid, ...variables });
  } catch (error) {
    expect(error).toBeInstanceOf(EnvironmentError);
    return (error as Error).message;
  }
  return "";
}

describe("a wrong value", () => {
  it.each([
    ["PORT", "web", "must be a number"],
    ["PORT", "80.5", "must be a whole number"],
    ["PORT", "0", "must be at least 1"],
    ["PORT", "70000", "must be at most 65535"],
    ["APP_URL", "silica.example", "must be an address that begins with http:// or https://"],
    ["APP_URL", "ftp://silica.example", "must be an address that begins with http:// or https://"],
    ["DATABASE_URL", "mysql://root:secretive@localhost/db", "must begin with postgresql://"],
    ["AUTH_SECRET", "too-short-but-secret", "must have at least 32 characters"],
    ["CRON_SECRET", "short-secret", "must have at least 16 characters"],
    ["SIGNUP", "everybody", "must be one of invite, open, closed"],
    ["LOG_LEVEL", "loud", "must be one of debug, info, warn, error"],
    ["CURRENCY", "dollars", "must be a currency code such as USD"],
    ["SILICONFLOW_MEDIA_ORIGINS", "https://one.example/path", "must be an origin such as https://media.example"],
    ["SILICONFLOW_MEDIA_ORIGINS", "http://ok.example nonsense", "must be an origin such as https://media.example"],
    ["PROVIDER_ATTEMPTS", "9", "must be at most 3"],
    ["TRUSTED_PROXIES", "-1", "must be at least 0"],
  ])("%s=%s is told by name and without the value", (name, value, words) => {
    const complaint = complaintAbout({ [name]: value });
    expect(complaint.split("\n")[0]).toContain(`${name}: ${words}`);
    expect(complaint).not.toContain(value);
  });

  it("is told together with every other", () => {
    expect(complaintAbout({ PORT: "web", SIGNUP: "all", AUTH_SECRET: undefined }).split("\n")).toEqual([
      "AUTH_SECRET is not set",
      "PORT: must be a number",
      "SIGNUP: must be one of invite, open, closed",
    ]);
  });
});

it.each([
  ["GITHUB_ID", "GITHUB_SECRET"],
  ["GOOGLE_ID", "GOOGLE_SECRET"],
  ["OIDC_ID", "OIDC_SECRET"],
])("%s and %s go together", (first, second) => {
  const issuer = first === "OIDC_ID" ? { OIDC_ISSUER: "https://id.example" } : {};
  expect(complaintAbout({ ...issuer, [first]: "one" })).toContain(`${first} and ${second} belong together`);
  expect(complaintAbout({ ...issuer, [second]: "two" })).toContain("belong together");
  expect(complaintAbout({ ...issuer, [first]: "one", [second]: "two" })).toBe("");
});

it("takes an empty value for none", () => {
  const read = readEnvironment({ ...valid, PORT: "", SILICONFLOW_API_KEY: "", SIGNUP: "" });
  expect(read).toMatchObject({ PORT: 3000, SIGNUP: "invite" });
  expect(read.SILICONFLOW_API_KEY).toBeUndefined();
});

it("takes trailing slashes off addresses, and lists apart", () => {
  const read = readEnvironment({
    ...valid,
    APP_URL: "https://silica.example/",
    SILICONFLOW_BASE_URL: "https://api.example/v1//",
    SILICONFLOW_MEDIA_ORIGINS: "http://10.0.0.5:4010, https://media.example",
  });
  expect(read).toMatchObject({ APP_URL: "https://silica.example", SILICONFLOW_BASE_URL: "https://api.example/v1" });
  expect(read.SILICONFLOW_MEDIA_ORIGINS).toEqual(["http://10.0.0.5:4010", "https://media.example"]);
});
