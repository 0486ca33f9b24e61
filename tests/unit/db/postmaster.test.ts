import { describe, expect, it } from "vitest";
import { parseUsers } from "@/lib/db/embedded/identity";
import { isLivingPostgres, parseLastPort, parsePostmaster } from "@/lib/db/embedded/postmaster";
import { reasonIn } from "@/lib/db/embedded/server";

describe("postmaster.pid", () => {
  const whole = "4711\n/data/postgres-18\n1764000000\n40123\n\n127.0.0.1\n  1234 5\nready   \n";
  it.each([
    ["whole", whole, { pid: 4711, port: 40123 }],
    ["just begun", "4711\n/data/postgres-18\n1764000000\n", undefined],
    ["empty", "", undefined],
    ["not a pid file", "hello\nthere\n\n\n", undefined],
  ])("%s", (_, text, expected) => {
    expect(parsePostmaster(text)).toEqual(expected);
  });
});

it.each([
  ['/usr/bin/postgres "-D" "/data" "-p" "40123" "-c" "max_connections=60"\n', 40123],
  ['/usr/bin/postgres "-D" "/data"\n', undefined],
  ['/usr/bin/postgres "-p" "99999"\n', undefined],
  ["", undefined],
])("the last port of %j is %s", (text, expected) => {
  expect(parseLastPort(text)).toBe(expected);
});

it("finds users and their groups", () => {
  const users = parseUsers("root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65533::/:/bin/false\n\n");
  expect(users.get("nobody")).toEqual({ uid: 65534, gid: 65533 });
  expect(users.size).toBe(2);
});

it("tells the reason of a failed start from the log around it", () => {
  const log = [
    "2026-11-23 10:00:00.000 UTC [1] LOG:  starting PostgreSQL 18.4",
    '2026-11-23 10:00:00.000 UTC [1] LOG:  could not bind IPv4 address "127.0.0.1": Address already in use',
    "2026-11-23 10:00:00.000 UTC [1] HINT:  Is another postmaster already running?",
    "2026-11-23 10:00:00.000 UTC [1] FATAL:  could not create any TCP/IP sockets",
  ].join("\n");
  expect(reasonIn(log)).toBe(
    'could not bind IPv4 address "127.0.0.1": Address already in use; could not create any TCP/IP sockets',
  );
});

it.each([
  ["4711 (postgres) S 1 4711 4711 0", true],
  ["4711 (postgres: launch) R 1 4711", true],
  ["4711 (postgres) Z 1 4711 4711 0", false],
  ["4711 (node) S 1 4711 4711 0", false],
  ["4711 (a) Z (postgres) S 1", false],
  ["", false],
])("%j is a living server: %s", (stat, expected) => {
  expect(isLivingPostgres(stat)).toBe(expected);
});
