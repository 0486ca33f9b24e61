import type { Creation } from "@/lib/creations/schema";
import type { ImprovedPrompt, ImprovePromptInput, StartImagesInput } from "@/lib/images/schema";
import type { Asset } from "@/lib/media/schema";
import { ApiError, request } from "@/lib/ui";

/** The image studio's own calls of the API, each in one place. */

const tries = 4;

/** Asks for pictures. The key makes it safe to ask again while no answer has come. @throws ApiError */
export async function startImages(input: StartImagesInput, wait = pause): Promise<Creation> {
  const { creation } = await untilAnswered(() => request<{ creation: Creation }>("POST", "/api/images", input), wait);
  return creation;
}

/** A suggestion of better words; the key as above. @throws ApiError */
export async function improvePrompt(input: ImprovePromptInput, wait = pause): Promise<ImprovedPrompt> {
  return untilAnswered(() => request<ImprovedPrompt>("POST", "/api/images/improve", input), wait);
}

async function untilAnswered<Answer>(ask: () => Promise<Answer>, wait: typeof pause): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      const unanswered = error instanceof ApiError && error.status === 0;
      if (!unanswered || attempt === tries) throw error;
      await wait(500 * 2 ** attempt);
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Pictures of the library, newest first. */
export async function listPictures(cursor: string | null): Promise<{ items: Asset[]; nextCursor: string | null }> {
  const search = new URLSearchParams({ kind: "picture", limit: "60", ...(cursor && { cursor }) });
  return request("GET", `/api/library?${search}`);
}
