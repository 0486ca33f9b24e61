import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makePdf } from "@/tests/support/documents/pdf";
import { freePort, Installation, portIsFree } from "./installation";

const installation = new Installation();
let port: number;
let files: string[];

beforeAll(async () => {
  installation.prepare();
  port = await freePort();
  files = installation.files();
});

afterAll(() => installation.remove());

const setupLink = /with this link, which works once: (http:\/\/localhost:\d+\/setup\?token=\S+)/;
const pidFile = () => path.join(installation.data, "postgres-18/postmaster.pid");
const start = (variables: Record<string, string> = {}) => installation.start({ PORT: String(port), ...variables });
const at = (url: string) => url.replace("localhost", "127.0.0.1");

/** Processes are found by /proc. */
const linux = process.platform === "linux";

describe("the release in an empty folder, as an unprivileged user", () => {
  it("becomes ready, prints the setup link, and ends in order", async () => {
    const from = Date.now();
    const run = start();
    const link = (await run.says(setupLink))[1]!;
    await run.says(/Provider: simulated/);
    const address = `http://127.0.0.1:${port}`;
    expect((await fetch(`${address}/api/health/ready`)).status).toBe(200);
    expect((await fetch(at(link))).status).toBe(200);
    expect(Date.now() - from).toBeLessThan(30_000);
    await readsDocuments(address, new URL(link).searchParams.get("token")!);

    expect(await run.stop()).toBe(0);
    expect(run.output).toMatch(/Stopping the application\n.*provider\n.*the database\n$/s);
    expect(run.errors).toBe("");
    expect(fs.existsSync(pidFile())).toBe(false);
  });

  it("keeps what it knew over a restart, and writes nothing but data", async () => {
    const created = installation.start({}, "seed", "demo");
    expect(await created.ended, created.errors).toBe(0);
    const run = start();
    await run.says(/Provider: simulated/);
    expect(run.output).not.toMatch(setupLink);
    expect(await run.stop("SIGINT")).toBe(0);
    expect(installation.files()).toEqual(files);
  });

  it("survives the kill of its launcher: the rest follows, and the database is found again", async () => {
    const killed = start();
    await killed.says(/is ready at/);
    const server = fs.readFileSync(pidFile(), "utf8").split("\n")[0];
    await killed.stop("SIGKILL");
    await portIsFree(port);

    const next = start();
    await next.says(/is ready at/);
    expect(fs.readFileSync(pidFile(), "utf8").split("\n")[0]).toBe(server);
    expect(await next.stop()).toBe(0);
    expect(fs.existsSync(pidFile())).toBe(false);
  });

  it.runIf(linux)("ends with a reason when the application dies", async () => {
    const run = start();
    await run.says(/is ready at/);
    const application = childrenOf(run.child.pid!).find(({ command }) => command.includes("standalone/server.mjs"));
    process.kill(application!.pid, "SIGKILL");
    expect(await run.ended).toBe(1);
    expect(run.errors).toBe("The application has died: it was ended by SIGKILL.\n");
    expect(fs.existsSync(pidFile())).toBe(false);
  });

  it.runIf(linux)("starts the simulated provider again when that dies", async () => {
    const run = start();
    await run.says(/is ready at/);
    const simulator = () => childrenOf(run.child.pid!).find(({ command }) => command.includes("dist/simulator.mjs"));
    const first = simulator()!.pid;
    process.kill(first, "SIGKILL");
    await expect.poll(() => simulator()?.pid, { timeout: 20_000 }).toSatisfy((pid) => pid && pid !== first);
    expect(await run.stop()).toBe(0);
    expect(run.errors).toBe("The simulated provider is started again: it was ended by SIGKILL.\n");
  });
});

describe("what is wrong is told in one line, with exit code 1", () => {
  it.each([
    ["a wrong value", { PORT: "web" }, /^PORT: must be a number \(in \.env or the environment\)\n$/],
    [
      "half a pair",
      { GITHUB_ID: "id" },
      /^GITHUB_ID and GITHUB_SECRET belong together: set both or neither \(in .*\)\n$/,
    ],
    [
      "a data folder that cannot be written",
      { DATA_FOLDER: path.join(installation.application, "data") },
      /^The data folder \/.*\/app\/data cannot be used: .*\n$/,
    ],
    [
      "files that cannot be kept",
      { STORAGE_URL: `file:${path.join(installation.application, "files")}` },
      /^The folder of STORAGE_URL, \/.*\/app\/files, cannot be used: .*\n$/,
    ],
    [
      "a storage that is not supported",
      { STORAGE_URL: "ftp://files" },
      /^STORAGE_URL: must be file:<folder>.* \(in .*\)\n$/,
    ],
    [
      "a bucket without its keys",
      { STORAGE_URL: "s3://files?region=eu-central-1" },
      /^S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY are needed for a bucket\.\n$/,
    ],
    ["a missing secret", { DATABASE_URL: "postgresql://localhost/silica" }, /^AUTH_SECRET is not set \(in .*\)\n$/],
  ])("%s", async (_, variables, expected) => {
    const run = start(variables);
    expect(await run.ended).toBe(1);
    expect(run.errors).toMatch(expected);
  });

  it("a database that refuses us", async () => {
    const refusal = "SFATAL\0C28P01\0Mpassword authentication failed\0\0";
    const header = Buffer.from([0x45, 0, 0, 0, refusal.length + 4]);
    const server = net.createServer((socket) => {
      socket.on("error", () => {});
      socket.once("data", () => socket.end(Buffer.concat([header, Buffer.from(refusal)])));
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { port: databasePort } = server.address() as net.AddressInfo;
    const DATABASE_URL = `postgresql://silica:secretive@127.0.0.1:${databasePort}/silica`;
    const run = start({ DATABASE_URL, AUTH_SECRET: "x".repeat(32) });
    expect(await run.ended).toBe(1);
    expect(run.errors).toBe("The database of DATABASE_URL cannot be used: password authentication failed\n");
    server.close();
  });

  it("a busy port", async () => {
    const other = net.createServer().listen(port, "127.0.0.1");
    await once(other, "listening");
    const run = start();
    expect(await run.ended).toBe(1);
    expect(run.errors).toBe(`Port ${port} is in use. Stop what uses it, or set PORT to another.\n`);
    other.close();
  });
});

/** Signs up with the link and has a PDF read and drawn: processes, packages and fonts of their own are all there. */
async function readsDocuments(address: string, token: string): Promise<void> {
  const own = { "sec-fetch-site": "same-origin", "content-type": "application/json" };
  const account = {
    token,
    email: "first@example.com",
    name: "First",
    password: "a long enough password",
    acceptTerms: true,
  };
  const signedUp = await fetch(`${address}/api/setup`, { method: "POST", headers: own, body: JSON.stringify(account) });
  expect(signedUp.ok, await signedUp.clone().text()).toBe(true);
  const cookie = signedUp.headers
    .getSetCookie()
    .map((line) => line.split(";", 1)[0])
    .join("; ");
  const post = async (route: string, body: object): Promise<Record<string, unknown>> => {
    const sent = body instanceof Blob ? body : JSON.stringify(body);
    const response = await fetch(`${address}/api/${route}`, {
      method: "POST",
      headers: { ...own, cookie },
      body: sent,
    });
    expect(response.ok, `${route}: ${await response.clone().text()}`).toBe(true);
    return (await response.json()) as Record<string, unknown>;
  };
  const pdf = new Blob([Uint8Array.from(makePdf([[{ text: "年度报告", y: 780 }]]))]);
  const { asset } = await post(`assets?kind=document&name=${encodeURIComponent("报告.pdf")}`, pdf);
  const assetId = (asset as { id: string }).id;
  expect(await post("documents", { assetId })).toMatchObject({ state: "ready", pages: [{ title: "年度报告" }] });
  expect(await post(`documents/${assetId}/pictures`, { pages: [1] })).toMatchObject({ assets: [{ height: 2000 }] });
}

/** @see proc_pid_stat(5): after the name in brackets come the state and the parent */
function childrenOf(parent: number): { pid: number; command: string }[] {
  return fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = fs.readFileSync(`/proc/${name}/stat`, "utf8");
        if (Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) !== parent) return [];
        return [{ pid: Number(name), command: fs.readFileSync(`/proc/${name}/cmdline`, "utf8") }];
      } catch {
        return [];
      }
    });
}
