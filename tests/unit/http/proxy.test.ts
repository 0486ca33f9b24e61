import { NextRequest } from "next/server";
import { expect, it } from "vitest";

it("sends signed-out visitors to the configured address, whatever the request says", async () => {
  process.env.DATABASE_URL ??= "postgresql://localhost/none";
  process.env.AUTH_SECRET ??= "a secret for tests only, long enough to pass";
  process.env.APP_URL = "https://silica.example";
  const { proxy } = await import("@/proxy");
  const request = new NextRequest("http://evil.example/chat/1?x=2", {
    headers: { host: "evil.example", "x-forwarded-host": "evil.example" },
  });
  expect(proxy(request).headers.get("location")).toBe("https://silica.example/sign-in?next=%2Fchat%2F1%3Fx%3D2");
});
