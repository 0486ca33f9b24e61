import { forgetAttachments } from "@/components/chat/attachments/box";
import { forgetDrafts } from "@/components/creations/drafts";
import { request } from "@/lib/ui";

/**
 * Ends the session on the server and loads the sign-in page anew, so that nothing of the conversations stays in memory.
 * @throws ApiError when the server did not end the session
 */
export async function signOut(): Promise<void> {
  await request("POST", "/api/sign-out");
  forgetAttachments();
  forgetDrafts();
  window.location.replace("/sign-in");
}
