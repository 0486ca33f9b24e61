import { expect, it } from "vitest";
import { POST } from "@/app/api/sign-up/route";
import { createInvitation } from "@/lib/auth";
import { call, errorOf } from "@/tests/support/call";
import { login } from "@/tests/support/login";

process.env.SIGNUP = "closed";

it("nobody joins, with or without a link, and no link is made", async () => {
  for (const token of [undefined, "A".repeat(43)]) {
    const response = await call(POST, {
      body: { email: "walker@example.com", password: "a quiet evening", acceptTerms: true, token },
    });
    expect([response.status, await errorOf(response)]).toMatchObject([403, { reason: "sign_up_closed" }]);
  }
  const { ctx } = await login({ role: "admin" });
  await expect(createInvitation(ctx, { role: "member" })).rejects.toMatchObject({
    details: { reason: "sign_up_closed" },
  });
});
