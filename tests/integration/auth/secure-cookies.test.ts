import { expect, it } from "vitest";
import { GET as getOutside } from "@/app/api/auth/[...nextauth]/route";
import { POST as postSignIn } from "@/app/api/sign-in/route";
import { POST as postSignOut } from "@/app/api/sign-out/route";
import { createInvitation, findActor } from "@/lib/auth";
import { call, cookieOf } from "@/tests/support/call";
import { login } from "@/tests/support/login";

process.env.APP_URL = "https://studio.example";

const isHostCookie = /^__Host-silica\.[\w-]+=[^;]*;.*\bSecure\b/i;
const expectHostCookies = (response: Response) => {
  const lines = response.headers.getSetCookie();
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    expect(line).toMatch(isHostCookie);
    expect(line).toMatch(/; Path=\/(;|$)/);
    expect(line).toMatch(/; HttpOnly/);
    expect(line).toMatch(/; SameSite=Lax/i);
    expect(line).not.toMatch(/Domain=/i);
  }
};

it("every cookie is bound to this host and to https where the address is", async () => {
  const { email, headers } = await login({ password: "a quiet evening" });
  const signedIn = await call(postSignIn, { body: { email, password: "a quiet evening" } });
  expectHostCookies(signedIn);
  const cookie = cookieOf(signedIn);
  expect(await findActor(new Headers({ cookie }))).toBeDefined();
  expect(await findActor(new Headers({ cookie: cookie.replace("__Host-", "") }))).toBeUndefined();
  expectHostCookies(await call(postSignOut, { headers }));
  expectHostCookies(await call(getOutside, { method: "GET", params: { nextauth: ["csrf"] } }));
});

it("links are built from the configured address, not from the request's", async () => {
  const { ctx } = await login({ role: "admin" });
  expect((await createInvitation(ctx, { role: "member" })).url).toMatch(/^https:\/\/studio\.example\/sign-up\?token=/);
});
