import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { database, systemContext } from "@/lib/db";
import { sweepFiles } from "@/lib/media";
import { storageUse } from "@/lib/storage";
import { login } from "@/tests/support/login";
import { pictureOf } from "@/tests/support/pictures";
import { get, refusalOf, send, sent, storedFiles } from "../media/support";

/** A disk of four megabytes, where the system lets us have one. */
const disk = mkdtempSync(path.join(tmpdir(), "silica-disk-"));
const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=4m", "tmpfs", disk]).status === 0;
process.env.STORAGE_URL = `file:${path.join(disk, "storage")}`;
afterAll(() => {
  if (mounted) spawnSync("umount", [disk]);
  rmSync(disk, { recursive: true, force: true });
});

describe.skipIf(!mounted)("a disk without space", () => {
  it("refuses uploads clearly, keeps nothing of them, reads on, and takes more once there is space", async () => {
    const person = await login();
    const small = await sent(person, "kept before", { kind: "document", name: "a.txt" });
    const ballast = path.join(disk, "ballast");
    writeFileSync(ballast, new Uint8Array(3_500_000));

    const full = [503, "unavailable", "disk_full"];
    const large = () => send(person, new Uint8Array(2_000_000), { kind: "document", name: "b.bin" });
    expect(await refusalOf(await large())).toEqual(full);
    const photo = await pictureOf(1600, 1200).png({ compressionLevel: 0 }).toBuffer();
    expect(await refusalOf(await send(person, photo))).toEqual(full);
    expect(storedFiles()).toHaveLength(1);
    expect(await database().fileRemoval.count()).toBe(0);
    expect(await (await get(person, small.id)).text()).toBe("kept before");
    expect(await storageUse(person.ctx)).toMatchObject({ usedBytes: 11 });

    rmSync(ballast);
    expect((await large()).status).toBe(201);
    await sweepFiles(systemContext());
    expect(storedFiles()).toHaveLength(2);
  });
});
