import { env } from "@/lib/env";
import type { SignInMethods } from "./schema";

/** How people can come in here: for the pages of signing in and up. */
export function signInMethods(): SignInMethods {
  const { GITHUB_ID, GOOGLE_ID, OIDC_ISSUER, SIGNUP } = env();
  return {
    providers: [
      ...(GITHUB_ID ? [{ id: "github", name: "GitHub" } as const] : []),
      ...(GOOGLE_ID ? [{ id: "google", name: "Google" } as const] : []),
      ...(OIDC_ISSUER ? [{ id: "oidc", name: new URL(OIDC_ISSUER).hostname } as const] : []),
    ],
    signUp: SIGNUP,
  };
}
