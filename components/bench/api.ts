import { readEvents } from "@/components/chat/read-events";
import type {
  BenchInput,
  BenchMode,
  BenchPreset,
  BenchRun,
  RunEvent,
  RunPage,
  StartRunInput,
} from "@/lib/bench/schema";
import { ApiError, request, type FailureBody } from "@/lib/ui";

/** The bench's own calls of the API, each in one place. */

export async function listRuns(mode: BenchMode, cursor?: string): Promise<RunPage> {
  const search = new URLSearchParams({ mode, ...(cursor && { cursor }) });
  return request("GET", `/api/bench/runs?${search}`);
}

export async function findRun(id: string): Promise<BenchRun> {
  const { run } = await request<{ run: BenchRun }>("GET", `/api/bench/runs/${id}`);
  return run;
}

export async function deleteRun(id: string): Promise<void> {
  await request("DELETE", `/api/bench/runs/${id}`, undefined, { keepalive: true });
}

export async function stopRun(id: string): Promise<void> {
  await request("POST", `/api/bench/runs/${id}/stop`);
}

export async function savePreset(name: string, kept: BenchInput): Promise<BenchPreset> {
  const { preset } = await request<{ preset: BenchPreset }>("POST", "/api/bench/presets", { name, request: kept });
  return preset;
}

export async function deletePreset(id: string): Promise<void> {
  await request("DELETE", `/api/bench/presets/${id}`);
}

/** The events of a new run. @throws ApiError where it is refused */
export function openRun(input: StartRunInput, signal: AbortSignal): AsyncGenerator<RunEvent> {
  const init = { method: "POST", body: JSON.stringify(input), headers: { "content-type": "application/json" } };
  return events("/api/bench/runs", init, signal);
}

/** The events of a run under way, from what there is. @throws ApiError where it is gone */
export function followRun(id: string, signal: AbortSignal): AsyncGenerator<RunEvent> {
  return events(`/api/bench/runs/${id}/events`, {}, signal);
}

async function* events(path: string, init: RequestInit, signal: AbortSignal): AsyncGenerator<RunEvent> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, signal, cache: "no-store" });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ApiError(0, undefined, { cause: error });
  }
  if (!response.ok || !response.body) {
    const body = (await response.json().catch(() => undefined)) as FailureBody | undefined;
    throw new ApiError(response.status, body?.error);
  }
  for await (const group of readEvents<RunEvent>(response.body)) for (const { event } of group) yield event;
}
