import { expect, it } from "vitest";
import { verifiedAddress } from "@/lib/auth/outside-providers";

const entry = (email: unknown, verified: unknown, primary: unknown = false) => ({ email, verified, primary });

it.each([
  [[entry("a@x.example", true), entry("b@x.example", true, true)], "b@x.example"],
  [[entry("a@x.example", false, true), entry("b@x.example", true)], "b@x.example"],
  [[entry("a@x.example", false, true)], undefined],
  [[entry("a@x.example", "true", true)], undefined],
  [[entry({}, true, true)], undefined],
  [[null, 1, "x", {}], undefined],
  [[], undefined],
  [{ message: "Bad credentials" }, undefined],
  [null, undefined],
])("of %j GitHub vouches for %j", (list, expected) => {
  expect(verifiedAddress(list)).toBe(expected);
});
