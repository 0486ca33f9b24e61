import { expect, it } from "vitest";
import { POST } from "@/app/api/sign-up/route";
import { signInMethods } from "@/lib/auth";
import { call, errorOf } from "@/tests/support/call";
import { login } from "@/tests/support/login";

process.env.SIGNUP = "open";

const body = { email: "walker@example.com", password: "a quiet evening", acceptTerms: true };

it("lets anybody join as a member where sign-up is open", async () => {
  expect(signInMethods().signUp).toBe("open");
  const response = await call(POST, { body });
  expect(response.status).toBe(201);
  expect(await response.json()).toMatchObject({ account: { role: "member", name: "" } });
});

it("makes one account of an address, however it is spelt and however many ask at once", async () => {
  const spellings = ["race@example.com", "RACE@example.com", " race@EXAMPLE.com", "ｒａｃｅ@example.com"];
  const responses = await Promise.all(spellings.map((email) => call(POST, { body: { ...body, email } })));
  expect(responses.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
});

it("does not sign in to an account that exists", async () => {
  const { email } = await login({ password: body.password });
  const response = await call(POST, { body: { ...body, email } });
  expect([response.status, await errorOf(response)]).toMatchObject([409, { reason: "email_taken" }]);
  expect(response.headers.get("set-cookie")).toBeNull();
});

it("still refuses links that do not work", async () => {
  const response = await call(POST, { body: { ...body, email: "x@example.com", token: "A".repeat(43) } });
  expect(response.status).toBe(404);
});
