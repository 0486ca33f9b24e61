export interface AccessRule {
  access: "public" | "user" | "admin" | "cron" | "probe";
  /** how it decides whose data is meant, or why nobody's is */
  rule: string;
}

const own = (what: string): AccessRule => ({
  access: "user",
  rule: `${what}: looked up together with the caller's id`,
});
const all = (what: string): AccessRule => ({ access: "admin", rule: `administrators: ${what}` });
const open = (rule: string): AccessRule => ({ access: "public", rule });

/** Who may call each route handler. A handler that is not here fails the test beside this file. */
export const accessMap: Record<string, AccessRule> = {
  "GET /api/health": { access: "probe", rule: "says only that the process runs" },
  "GET /api/health/ready": { access: "probe", rule: "says only that the database answers" },
  "GET /api/cron/jobs": { access: "cron", rule: "the scheduler's secret; works on rows of everybody, shows none" },

  "GET /api/auth/[...nextauth]": open("the library's own: outside sign-in by state and PKCE cookies"),
  "POST /api/auth/[...nextauth]": open("the library's own: outside sign-in by its CSRF token"),
  "POST /api/sign-in": open("address and password, throttled per account and client"),
  "POST /api/sign-up": open("an invitation's secret, or open sign-up"),
  "POST /api/sign-out": open("ends the session of the cookie that is sent"),
  "POST /api/setup": open("a setup link's secret, used once"),

  "GET /api/settings": own("the caller's account"),
  "PATCH /api/settings": own("the caller's account"),
  "POST /api/settings/password": own("the caller's password, with the current one"),
  "GET /api/settings/sessions": own("the caller's sessions"),
  "DELETE /api/settings/sessions/[id]": own("the session"),
  "POST /api/settings/sessions/end-others": own("the caller's other sessions"),
  "POST /api/settings/delete-account": own("the caller's account, with the password"),

  "POST /api/chat": own("conversation, parent and message"),
  "GET /api/generations/[id]/events": own("the generation"),
  "POST /api/generations/[id]/stop": own("the generation"),
  "POST /api/generations/[id]/consent": own("the generation"),
  "GET /api/conversations": own("the caller's conversations"),
  "GET /api/conversations/[id]": own("the conversation"),
  "PATCH /api/conversations/[id]": own("the conversation and the message of its branch"),
  "DELETE /api/conversations/[id]": own("the conversation"),
  "POST /api/conversations/[id]/restore": own("the conversation"),
  "GET /api/conversations/[id]/messages": own("the conversation and the message before which"),
  "GET /api/conversations/export": own("each conversation, with its messages and folders"),
  "POST /api/conversations/import": own("new conversations of the caller's; nothing is looked up for others"),
  "POST /api/conversations/arrange": own("each conversation, and the folder they go to"),
  "GET /api/folders": own("the caller's folders"),
  "POST /api/folders": own("the new folder"),
  "GET /api/folders/[id]": own("the folder"),
  "PATCH /api/folders/[id]": own("the folder"),
  "DELETE /api/folders/[id]": own("the folder"),
  "GET /api/prompts": own("the caller's prompts, and those that administrators share with everybody"),
  "POST /api/prompts": own("the new prompt; administrators alone share it"),
  "PATCH /api/prompts/[id]": own("the prompt, or a shared one for administrators"),
  "DELETE /api/prompts/[id]": own("the prompt, or a shared one for administrators"),
  "GET /api/shares": own("the caller's links, without their secrets"),
  "POST /api/shares": own("the conversation that is frozen"),
  "DELETE /api/shares/[id]": own("the link"),
  "GET /api/search": own("messages and titles of the caller's conversations"),
  "GET /api/drafts/[id]": own("the draft"),
  "PUT /api/drafts/[id]": own("the draft, and its conversation"),

  "GET /api/bench/runs": own("the caller's runs"),
  "POST /api/bench/runs": own("the caller's runs, by their request key"),
  "GET /api/bench/runs/[id]": own("the run"),
  "DELETE /api/bench/runs/[id]": own("the run"),
  "GET /api/bench/runs/[id]/events": own("the run"),
  "POST /api/bench/runs/[id]/stop": own("the run"),
  "GET /api/bench/presets": own("the caller's presets"),
  "POST /api/bench/presets": own("the caller's presets, by mode and name"),
  "DELETE /api/bench/presets/[id]": own("the preset"),

  "POST /api/images": own("the request key, and the pictures to work from"),
  "POST /api/images/improve": own("nothing is looked up; the suggestion is the caller's cost"),
  "GET /api/images/models": { access: "user", rule: "the catalogue: the same for everybody" },
  "POST /api/transcriptions/dictation": own(
    "nothing is looked up; the recording is not kept, its cost is the caller's",
  ),
  "GET /api/transcriptions/models": { access: "user", rule: "the catalogue: the same for everybody" },
  "POST /api/assets": own("the new asset is the caller's"),
  "POST /api/assets/import": own("the new asset is the caller's; the address is fetched by the guarded client"),
  "GET /api/assets/[id]": own("the asset"),
  "DELETE /api/assets/[id]": own("the asset"),

  "GET /api/library": own("the caller's items"),
  "GET /api/library/models": own("models of the caller's items"),
  "GET /api/library/use": own("sums of the caller's files"),
  "GET /api/library/[id]": own("the item, and where the caller uses it"),
  "PATCH /api/library/[id]": own("the item"),
  "POST /api/library/favourite": own("each item"),
  "POST /api/library/trash": own("each item"),
  "POST /api/library/restore": own("each item"),
  "POST /api/library/delete": own("each item"),
  "POST /api/library/empty-trash": own("what of the caller's is in the trash"),
  "POST /api/library/zip": own("each item of the selection"),
  "GET /api/library/zip": own("the selection, and each item of it"),
  "GET /api/library/shares": own("the caller's links, without their secrets"),
  "POST /api/library/shares": own("the item that is shown"),
  "DELETE /api/library/shares/[id]": own("the link"),
  "GET /api/shared/items/[token]": open("an open link's secret, which names one file"),

  "POST /api/assets/[id]/poster": own("the video"),

  "GET /api/creations": own("the caller's creations"),
  "GET /api/creations/events": own("changes of the caller's creations"),
  "GET /api/creations/[id]": own("the creation"),
  "DELETE /api/creations/[id]": own("the creation"),
  "POST /api/creations/[id]/cancel": own("the creation, and the call of it"),

  "POST /api/videos": own("the picture, and the creation by its request key"),
  "GET /api/videos/models": {
    access: "user",
    rule: "the catalogue is nobody's data",
  },

  "POST /api/documents": own("the file that is to be read"),
  "GET /api/documents/[id]": own("the document"),
  "POST /api/documents/[id]/relevant": own("the document"),
  "POST /api/documents/[id]/pictures": own("the document, and the pictures made of it"),

  "GET /api/models": {
    access: "user",
    rule: "the catalogue is nobody's data; what is not offered only to administrators",
  },
  "GET /api/usage": own("the caller's sums"),
  "GET /api/usage/quota": own("the caller's allowance"),
  "GET /api/usage/entries": own("the caller's ledger entries"),
  "GET /api/usage/export": own("the caller's ledger entries"),

  "GET /api/tools": own("the caller's tools and servers, and those without an owner, which are for everybody"),
  "POST /api/tools/own": own("a new tool; one for everybody only by administrators"),
  "PATCH /api/tools/own/[id]": own("the tool; one for everybody only by administrators"),
  "DELETE /api/tools/own/[id]": own("the tool; one for everybody only by administrators"),
  "POST /api/tools/try": own("the tool whose stored headers are meant"),
  "POST /api/tools/servers": own("a new server; one for everybody only by administrators"),
  "PATCH /api/tools/servers/[id]": own("the server; one for everybody only by administrators"),
  "DELETE /api/tools/servers/[id]": own("the server; one for everybody only by administrators"),
  "POST /api/tools/servers/[id]/refresh": own("the server; one for everybody only by administrators"),
  "PUT /api/admin/tools/weather": all("the key of the weather tool, which is never shown"),

  "GET /api/admin/storage": all("sums and findings over everybody; kinds and sizes of files, no names"),
  "POST /api/admin/storage/check": all("compares rows and files of everybody"),
  "GET /api/admin/usage": all("sums over everybody, no content"),
  "GET /api/admin/people": all("accounts with role and spend"),
  "PATCH /api/admin/people/[id]": all("role, state and limit of one account"),
  "GET /api/admin/invitations": all("invitations, without their secrets"),
  "POST /api/admin/invitations": all("makes an invitation"),
  "DELETE /api/admin/invitations/[id]": all("revokes an invitation"),
  "GET /api/admin/sharing": all("whether conversations can be shared"),
  "PATCH /api/admin/sharing": all("whether conversations can be shared"),
  "GET /api/admin/models": all("the whole catalogue"),
  "PATCH /api/admin/models": all("price and visibility of a model"),
};
