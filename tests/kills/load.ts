import { randomInt, randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Creation } from "@/lib/creations/schema";
import type { Login } from "../support/login";
import type { Server } from "./world";

/** One click: the same body however often its person presses. */
export interface Wish {
  person: Login;
  path: "/api/images" | "/api/videos";
  body: { requestKey: string; prompt: string; modelId: string };
}

const pictureModels = ["Kwai-Kolors/Kolors", "Qwen/Qwen-Image", "Tongyi-MAI/Z-Image-Turbo"];
const clipModel = "Wan-AI/Wan2.2-T2V-A14B";

/** A mixed load: two thirds are one to four pictures, the rest clips. Every prompt is another one. */
export function makeWishes(count: number, people: readonly Login[]): Wish[] {
  return Array.from({ length: count }, (_, index) => {
    const person = people[index % people.length]!;
    const requestKey = randomUUID();
    if (index % 3 === 2) {
      const prompt = `A lighthouse in the wind, ${requestKey}`;
      return { person, path: "/api/videos", body: { requestKey, prompt, modelId: clipModel, size: "960x960" } };
    }
    const modelId = pictureModels[randomInt(pictureModels.length)]!;
    const prompt = `A boat in fog, ${requestKey}`;
    return { person, path: "/api/images", body: { requestKey, prompt, modelId, count: 1 + randomInt(4) } };
  });
}

/** Presses until somebody has taken it, as a person with a bad connection does. @returns how often that took */
export async function press({ person, path, body }: Wish, servers: readonly Server[]): Promise<number> {
  for (let presses = 1; ; presses++) {
    const server = servers[randomInt(servers.length)]!;
    const answer = await fetch(`${server.url}${path}`, {
      method: "POST",
      headers: person.headers,
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    }).catch(() => undefined);
    if (answer?.status === 202) {
      const { creation } = (await answer.json().catch(() => ({}))) as { creation?: Creation };
      if (creation) return presses;
    } else if (answer && answer.status < 500) {
      throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    }
    await delay(100);
  }
}
