import { randomUUID } from "node:crypto";
import http from "node:http";
import type { Login } from "../support/login";
import type { BenchWorld } from "./world";

export type Target = "direct" | "pipe" | "silica";

const agent = new http.Agent({ keepAlive: true, maxSockets: 4_000 });

export interface StreamRequest {
  world: BenchWorld;
  target: Target;
  person: Login;
  model: string;
  prompt: string;
}

/** One stream read to its end. @returns milliseconds to its first token, or undefined when it failed or was not whole */
export function stream({ world, target, person, model, prompt }: StreamRequest): Promise<number | undefined> {
  const provider = {
    url: `${target === "pipe" ? world.pipe.url : world.simulator.url}/chat/completions`,
    headers: { authorization: `Bearer ${world.simulator.apiKey}` },
    body: { model, stream: true, messages: [{ role: "user", content: prompt }] },
    first: /"content":"[^"]/,
    whole: /\[DONE\]/,
  };
  const own = {
    url: `${world.application.url}/api/chat`,
    headers: person.headers,
    body: { modelId: model, requestKey: randomUUID(), action: { type: "send", parentId: null, text: prompt } },
    first: /^data: \{"type":"text"/m,
    whole: /^data: \{"type":"ended"[^]*"state":"complete"/m,
  };
  const { url, headers, body, first, whole } = target === "silica" ? own : provider;
  return new Promise((resolve) => {
    const from = performance.now();
    const request = http.request(url, {
      agent,
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
    });
    request.once("error", () => resolve(undefined));
    request.once("response", (response) => {
      let firstTokenMs: number | undefined;
      let head = "";
      let tail = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        tail = tail.slice(-100_000) + chunk;
        if (firstTokenMs !== undefined) return;
        head += chunk;
        if (first.test(head)) firstTokenMs = performance.now() - from;
      });
      response.once("close", () => resolve(response.statusCode === 200 && whole.test(tail) ? firstTokenMs : undefined));
    });
    request.end(JSON.stringify(body));
  });
}

export function closeStreams(): void {
  agent.destroy();
}
