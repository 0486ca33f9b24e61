import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { POST as postPoster } from "@/app/api/assets/[id]/poster/route";
import { GET } from "@/app/api/assets/[id]/route";
import { database } from "@/lib/db";
import type { Asset } from "@/lib/media/schema";
import { clipOf } from "@/lib/simulator/media/clip";
import { finished, open, person, studioWithSimulator, videoPlan } from "@/tests/integration/creations/support";
import { call, errorOf } from "@/tests/support/call";
import type { Login } from "@/tests/support/login";
import { get, refusalOf, remove, sent, storedFiles } from "./support";

studioWithSimulator();

let owner: Login;
let stranger: Login;
beforeAll(async () => {
  [owner, stranger] = await Promise.all([person(), person()]);
});

const clip = clipOf("1280x720", 0);
const madeVideo = async (): Promise<Asset> =>
  (await finished(owner, (await open(owner, videoPlan())).id)).calls[0]!.outputs[0]!.asset!;

function poster(who: Login, id: string, body: Uint8Array | string) {
  const request = new Request(`http://localhost:3000/api/assets/${id}/poster`, {
    method: "POST",
    headers: { ...who.headers, "content-type": "image/png", "sec-fetch-site": "same-origin" },
    body: body as BodyInit,
  });
  return postPoster(request, { params: Promise.resolve({ id }) });
}

const frame = (width = 1280, height = 720) =>
  sharp({ create: { width, height, channels: 3, background: "teal" } })
    .png()
    .toBuffer();

describe("a captured video", () => {
  it("is shown in place and in parts, as nothing that could run", async () => {
    const { id } = await madeVideo();
    const whole = await get(owner, id);
    expect(whole.status).toBe(200);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      "content-type": "video/mp4",
      "content-length": String(clip.length),
      "content-disposition": expect.stringMatching(/^inline; filename="a fox in the snow\.mp4"/) as string,
      "accept-ranges": "bytes",
      "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-cache",
    });
    expect(Buffer.from(await whole.arrayBuffer()).equals(clip)).toBe(true);

    const part = await get(owner, id, "", { range: "bytes=1000-1999" });
    expect([part.status, part.headers.get("content-range")]).toEqual([206, `bytes 1000-1999/${clip.length}`]);
    expect(Buffer.from(await part.arrayBuffer()).equals(clip.subarray(1000, 2000))).toBe(true);
    expect((await get(owner, id, "", { range: `bytes=${clip.length}-` })).status).toBe(416);
    const saved = await get(owner, id, "?download=1");
    expect(saved.headers.get("content-disposition")).toMatch(/^attachment; /);
    await saved.body?.cancel();
  });

  it("tells its headers alone to who asks for them", async () => {
    const { id } = await madeVideo();
    const headers = { ...owner.headers, range: "bytes=0-99" };
    const head = await call(GET, { method: "HEAD", path: `/api/assets/${id}`, params: { id }, headers });
    expect([head.status, head.headers.get("content-length"), head.body]).toEqual([206, "100", null]);
  });

  it("is not there for others", async () => {
    const { id } = await madeVideo();
    for (const response of [
      await get(stranger, id),
      await remove(stranger, id),
      await poster(stranger, id, await frame()),
    ]) {
      expect(response.status).toBe(404);
    }
  });

  it("takes a poster from its owner's browser, once, made anew in its own shape", async () => {
    const { id } = await madeVideo();
    expect(await errorOf(await get(owner, id, "?variant=thumbnail"))).toMatchObject({ reason: "no_thumbnail" });
    const response = await poster(owner, id, await frame(640, 640));
    expect(response.status).toBe(201);
    const { asset } = (await response.json()) as { asset: Asset };
    expect(asset).toMatchObject({ id, blur: expect.stringMatching(/^data:image\/webp/) as string });
    const thumbnail = await get(owner, id, "?variant=thumbnail");
    expect(thumbnail.headers.get("content-type")).toBe("image/webp");
    const drawn = await sharp(Buffer.from(await thumbnail.arrayBuffer())).metadata();
    expect([drawn.width, drawn.height]).toEqual([320, 180]);
    expect(await refusalOf(await poster(owner, id, await frame()))).toEqual([409, "conflict", "has_poster"]);
    expect(await database().fileRemoval.count()).toBe(0);
  });

  it("takes nothing else as a poster, and one of many at once", async () => {
    const { id } = await madeVideo();
    const files = storedFiles().length;
    expect(await refusalOf(await poster(owner, id, ""))).toEqual([400, "invalid_input", "empty_file"]);
    expect(await refusalOf(await poster(owner, id, "<svg xmlns='http://www.w3.org/2000/svg'/>"))).toEqual([
      422,
      "unsupported",
      "picture_format",
    ]);
    expect((await poster(owner, id, (await frame()).subarray(0, 60))).status).toBe(400);
    const picture = await frame();
    const answers = await Promise.all(Array.from({ length: 4 }, () => poster(owner, id, picture)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409]);
    expect(storedFiles()).toHaveLength(files + 1);
    await remove(owner, id);
    expect(storedFiles()).toHaveLength(files - 1);
  });
});

describe("a video made from a picture", () => {
  it("looks like the part of it that it began with", async () => {
    const both = await sharp({ create: { width: 1600, height: 900, channels: 3, background: "red" } })
      .composite([
        {
          input: await sharp({ create: { width: 800, height: 900, channels: 3, background: "blue" } })
            .png()
            .toBuffer(),
          left: 800,
          top: 0,
        },
      ])
      .png()
      .toBuffer();
    const picture = await sent(owner, new Uint8Array(both));
    const image = { assetId: picture.id, crop: { left: 800, top: 0, width: 800, height: 450 } };
    const body = { image_size: "1280x720", image } as const;
    const plan = videoPlan({ calls: [{ body, seed: null, usage: { videos: 1 }, images: 0 }] });
    const { calls } = await finished(owner, (await open(owner, plan)).id);
    const { id } = calls[0]!.outputs[0]!.asset!;
    const thumbnail = sharp(Buffer.from(await (await get(owner, id, "?variant=thumbnail")).arrayBuffer()));
    const { dominant } = await thumbnail.stats();
    expect(dominant.b).toBeGreaterThan(200);
    expect(dominant.r).toBeLessThan(50);
  });
});
