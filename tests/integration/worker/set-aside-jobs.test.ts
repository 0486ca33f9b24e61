import { expect, it } from "vitest";
import { DELETE as discard } from "@/app/api/admin/jobs/[id]/route";
import { POST as retry } from "@/app/api/admin/jobs/[id]/retry/route";
import { GET as list } from "@/app/api/admin/jobs/route";
import { newId } from "@/lib/core";
import { database } from "@/lib/db";
import type { SetAsideJob } from "@/lib/worker/schema";
import { call, errorOf } from "@/tests/support/call";
import { login } from "@/tests/support/login";

async function setAside(payload: object, name = "forget-files"): Promise<string> {
  const id = newId();
  const failedAt = new Date(Date.now() - 60_000);
  await database().job.create({
    data: { id, name, payload, runAt: failedAt, attempts: 5, lastError: "Error: the disk is away", failedAt },
  });
  return id;
}

it("work that was set aside is listed with whose it was and why, tried again, and discarded", async () => {
  const admin = await login({ role: "admin" });
  const member = await login();
  const { email, name } = await database().user.findUniqueOrThrow({ where: { id: member.userId } });
  const first = await setAside({ userId: member.userId, assetIds: [] });
  const second = await setAside({}, "check-storage");
  const waiting = newId();
  await database().job.create({
    data: { id: waiting, name: "check-storage", runAt: new Date(Date.now() + 3_600_000) },
  });

  const listed = async () =>
    ((await (await call(list, { method: "GET", headers: admin.headers })).json()) as { jobs: SetAsideJob[] }).jobs;
  const jobs = await listed();
  expect(jobs.map(({ id }) => id).toSorted()).toEqual([first, second].toSorted());
  expect(jobs.find(({ id }) => id === first)).toMatchObject({
    ...{ name: "forget-files", person: name || email, attempts: 5, error: "Error: the disk is away" },
  });
  expect(jobs.find(({ id }) => id === second)).toMatchObject({ person: null });

  const { headers } = admin;
  expect((await call(retry, { headers, params: { id: first } })).status).toBe(204);
  expect(await database().job.findUniqueOrThrow({ where: { id: first } })).toMatchObject({
    failedAt: null,
    attempts: 0,
  });
  expect((await call(discard, { method: "DELETE", headers, params: { id: second } })).status).toBe(204);
  expect(await listed()).toEqual([]);

  // What waits or is gone is not set aside.
  for (const id of [waiting, first, second, newId()]) {
    expect((await errorOf(await call(discard, { method: "DELETE", headers, params: { id } }))).code).toBe("not_found");
    expect((await errorOf(await call(retry, { headers, params: { id } }))).code).toBe("not_found");
  }
  expect(await database().job.count({ where: { id: { in: [waiting, first] } } })).toBe(2);
});

it("is nobody's business but an administrator's", async () => {
  const { headers } = await login();
  const id = await setAside({});
  for (const [handler, method] of [
    [list, "GET"],
    [retry, "POST"],
    [discard, "DELETE"],
  ] as const) {
    expect((await call(handler, { method, headers, params: { id } })).status).toBe(403);
    expect((await call(handler, { method, params: { id } })).status).toBe(401);
  }
  expect(await database().job.count({ where: { id } })).toBe(1);
});
