import { ApiError, request } from "@/lib/ui";

/**
 * Ends the session on the server and loads the sign-in page anew, so that nothing of the conversations stays in memory.
 * @throws ApiError when the server did not end the session
 */
export async function signOut(): Promise<void> {
  const { csrfToken } = await request<{ csrfToken: string }>("GET", "/api/auth/csrf");
  const response = await fetch("/api/auth/signout", {
    method: "POST",
    body: new URLSearchParams({ csrfToken, json: "true" }),
  });
  if (!response.ok) throw new ApiError(response.status, undefined);
  window.location.replace("/sign-in");
}
