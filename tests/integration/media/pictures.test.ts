import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";
import sharp, { type Sharp } from "sharp";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { database } from "@/lib/db";
import { readAsset, readPictureForModel, savePicture } from "@/lib/media";
import { systemContext } from "@/lib/db";
import { login, type Login } from "@/tests/support/login";
import { pictureOf, pngOf } from "@/tests/support/pictures";
import { get, refusalOf, send, sent, storedFiles } from "./support";

let person: Login;
let other: Login;
beforeAll(async () => {
  person = await login();
  other = await login();
});

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
const shown = async (id: string, query = "") => bytesOf(await get(person, id, query));

describe("a picture that is sent", () => {
  it("is kept as its pixels, upright, with a thumbnail, without a word of where and when", async () => {
    const secret = "48 deg 51' 29.6\" N";
    const photo = await pictureOf(600, 400)
      .jpeg()
      .withExif({ IFD0: { Copyright: secret, Model: "Camera 1" }, IFD3: { GPSLatitude: "48/1 51/1 29/1" } })
      .withMetadata({ orientation: 6 })
      .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${secret}</x:xmpmeta>`)
      .toBuffer();
    expect(photo.includes("adobe:ns:meta")).toBe(true);
    expect((await sharp(photo).metadata()).exif).toBeDefined();

    const asset = await sent(person, photo, { name: "C:\\holiday\\Paris \u202egpj.exe" });
    expect(asset).toMatchObject({
      kind: "picture",
      name: "Paris gpj.exe",
      mediaType: "image/jpeg",
      width: 400,
      height: 600,
    });
    const kept = await shown(asset.id);
    expect(kept.byteLength).toBe(asset.sizeBytes);
    const { exif, xmp, icc, iptc, orientation, width, height } = await sharp(kept).metadata();
    expect({ exif, xmp, icc, iptc, orientation }).toEqual({});
    expect([width, height]).toEqual([400, 600]);
    expect(kept.includes("Camera 1")).toBe(false);

    const thumbnail = await sharp(await shown(asset.id, "?variant=thumbnail")).metadata();
    expect(thumbnail).toMatchObject({ format: "webp", width: 213, height: 320 });
  });

  it.each([
    ["png", "image/png", (picture: Sharp) => picture.png()],
    ["gif", "image/png", (picture: Sharp) => picture.gif()],
    ["webp", "image/jpeg", (picture: Sharp) => picture.webp()],
    ["avif", "image/jpeg", (picture: Sharp) => picture.avif({ effort: 0 })],
    ["a CMYK jpeg", "image/jpeg", (picture: Sharp) => picture.toColourspace("cmyk").jpeg()],
    ["a png of 16 bits", "image/png", (picture: Sharp) => picture.toColourspace("rgb16").png()],
    ["a grey png", "image/png", (picture: Sharp) => picture.greyscale().png()],
    ["a progressive jpeg", "image/jpeg", (picture: Sharp) => picture.jpeg({ progressive: true })],
    ["an interlaced png", "image/png", (picture: Sharp) => picture.png({ progressive: true })],
  ])("may be %s", async (_, mediaType, encode) => {
    const asset = await sent(person, await encode(pictureOf(300, 200)).toBuffer());
    expect(asset).toMatchObject({ mediaType, width: 300, height: 200 });
    expect(await sharp(await shown(asset.id)).metadata()).toMatchObject({
      depth: "uchar",
      space: expect.stringMatching(/srgb|b-w/),
    });
  });

  it.each(["png", "webp", "avif"] as const)("keeps what is transparent: %s", async (format) => {
    const asset = await sent(person, await pictureOf(64, 64, { alpha: true }).toFormat(format).toBuffer());
    const kept = sharp(await shown(asset.id));
    expect((await kept.metadata()).hasAlpha).toBe(true);
    const { data } = await kept.raw().toBuffer({ resolveWithObject: true });
    expect([data[3], data[63 * 4 + 3]]).toEqual([0, 255]);
  });

  it("is made as small as models can use it", async () => {
    const wide = await sent(person, await pictureOf(7000, 500).jpeg().toBuffer());
    expect(wide).toMatchObject({ width: 3584, height: 256 });
    const tall = await sent(person, await pictureOf(1, 9000).png().toBuffer());
    expect(tall).toMatchObject({ width: 1, height: 3584 });
  });

  it("is the first frame of an animation", async () => {
    const frame = (background: string) => ({ create: { width: 40, height: 30, channels: 3 as const, background } });
    const frames = await Promise.all(["#ff0000", "#0000ff"].map((colour) => sharp(frame(colour)).png().toBuffer()));
    for (const format of ["gif", "webp"] as const) {
      const moving = await sharp(frames, { join: { animated: true } })
        .toFormat(format)
        .toBuffer();
      expect((await sharp(moving).metadata()).pages).toBe(2);
      const asset = await sent(person, moving);
      expect(asset).toMatchObject({ width: 40, height: 30 });
      const { dominant } = await sharp(await shown(asset.id)).stats();
      expect(dominant.r).toBeGreaterThan(200);
      expect(dominant.b).toBeLessThan(40);
    }
  });

  it("is what it is, whatever it is called", async () => {
    const png = await pictureOf(10, 10).png().toBuffer();
    const asset = await sent(person, png, { name: "page.html", headers: { "content-type": "text/html" } });
    const response = await get(person, asset.id);
    expect(response.headers.get("content-type")).toBe("image/png");
    expect(response.headers.get("content-disposition")).toContain('filename="page.png"');
  });
});

describe("what hides in a picture", () => {
  const script = "<html><script>alert(document.cookie)</script>";

  it("is gone: a page in a comment of a PNG, and behind its end", async () => {
    const png = Buffer.concat([
      pngOf({ width: 4, height: 4, extra: [["tEXt", Buffer.from(`Comment\0${script}`)]] }),
      Buffer.from(script),
    ]);
    const asset = await sent(person, png);
    expect((await shown(asset.id)).includes("<script")).toBe(false);
  });

  it("is gone: a program behind the end of a GIF", async () => {
    const gif = await pictureOf(4, 4).gif().toBuffer();
    const asset = await sent(person, Buffer.concat([gif, Buffer.from("*/=1;alert(1)//")]));
    expect((await shown(asset.id)).includes("alert")).toBe(false);
  });

  it("is gone: a comment and an archive in a JPEG", async () => {
    const jpeg = await pictureOf(4, 4).jpeg().toBuffer();
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, script.length + 2]), Buffer.from(script)]);
    const asset = await sent(
      person,
      Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2), Buffer.from("PK\x03\x04archive")]),
    );
    const kept = await shown(asset.id);
    expect([kept.includes("<script"), kept.includes("archive")]).toEqual([false, false]);
  });
});

describe("what is refused", () => {
  let before: string[];
  let rows: number;
  beforeEach(async () => {
    before = storedFiles();
    rows = await database().asset.count();
  });

  const expectRefusal = async (body: Uint8Array | string, expected: [number, string, string], name?: string) => {
    expect(await refusalOf(await send(person, body, name ? { name } : {}))).toEqual(expected);
    expect(storedFiles()).toEqual(before);
    expect(await database().asset.count()).toBe(rows);
    expect(await database().fileRemoval.count()).toBe(0);
  };

  it("a bomb, by its header", async () => {
    const bomb = pngOf({ width: 50_000, height: 50_000, data: deflateSync(Buffer.alloc(1_000_000)) });
    const from = performance.now();
    await expectRefusal(bomb, [413, "too_large", "picture_pixels"]);
    expect(performance.now() - from).toBeLessThan(10_000);
    const gif = await pictureOf(4, 4).gif().toBuffer();
    const frame = gif.indexOf(0x2c, 13 + 3 * 2 ** ((gif[10]! & 7) + 1));
    for (const at of [6, 8, frame + 5, frame + 7]) gif.writeUInt16LE(65_000, at);
    await expectRefusal(gif, [413, "too_large", "picture_pixels"]);
  });

  it.each([
    ["nothing", "", [400, "invalid_input", "empty_file"]],
    ["a page", "<!doctype html><script>alert(1)</script>", [422, "unsupported", "not_picture"]],
    ["a PDF", "%PDF-1.7\n", [422, "unsupported", "not_picture"]],
    [
      "SVG",
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      [422, "unsupported", "picture_format"],
    ],
    [
      "SVG with a head",
      '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>',
      [422, "unsupported", "picture_format"],
    ],
    ["SVG behind a comment", "<!-- hello --><svg/>", [422, "unsupported", "picture_format"]],
    ["text", "hello", [422, "unsupported", "not_picture"]],
    ["the beginning of a GIF and a program", "GIF89a=1/*;alert(1)*/", [400, "invalid_input", "picture_damaged"]],
    [
      "a script that begins like a JPEG",
      Buffer.from("\xff\xd8\xff/*alert*/", "latin1"),
      [400, "invalid_input", "picture_damaged"],
    ],
    ["the head of a PNG alone", Buffer.from("89504e470d0a1a0a", "hex"), [400, "invalid_input", "picture_damaged"]],
    ["TIFF", Buffer.from("II*\0\x08\0\0\0", "latin1"), [422, "unsupported", "picture_format"]],
    ["HEIC", Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1"), [422, "unsupported", "picture_format"]],
  ] as const)("%s", async (_, body, expected) => {
    await expectRefusal(body, [...expected], "photo.png");
  });

  it.each(["jpeg", "png", "webp"] as const)("half of a %s", async (format) => {
    const whole = await pictureOf(200, 200).toFormat(format).toBuffer();
    await expectRefusal(whole.subarray(0, whole.byteLength / 2), [400, "invalid_input", "picture_damaged"]);
  });

  it("a PNG with a damaged piece", async () => {
    const png = await pictureOf(200, 200).png().toBuffer();
    png[Math.floor(png.byteLength / 2)]! ^= 0xff;
    await expectRefusal(png, [400, "invalid_input", "picture_damaged"]);
  });

  it("bytes beyond the limit, declared or not", async () => {
    const response = await send(person, "x", { headers: { "content-length": "25000001" } });
    expect(await refusalOf(response)).toEqual([413, "too_large", "file_size"]);
    let given = 0;
    const endless = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          given += 1_000_000;
          controller.enqueue(new Uint8Array(1_000_000));
        },
      },
      { highWaterMark: 0 },
    );
    expect(await refusalOf(await send(person, endless))).toEqual([413, "too_large", "file_size"]);
    expect(given).toBeLessThan(28_000_000);
    expect(storedFiles()).toEqual(before);
  });

  it("a body that breaks off", async () => {
    const broken = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new Uint8Array(1000));
        controller.error(new Error("socket hang up"));
      },
    });
    expect(await refusalOf(await send(person, broken))).toEqual([400, "invalid_input", "broken_off"]);
    expect(storedFiles()).toEqual(before);
  });

  it("bytes that are not those the sender had", async () => {
    const png = await pictureOf(10, 10).png().toBuffer();
    const digest = createHash("sha256").update(png).digest("base64");
    const headers = { "content-digest": `sha-256=:${digest}:` };
    expect((await send(person, png, { headers })).status).toBe(201);
    const response = await send(person, Buffer.concat([png, Buffer.from("x")]), { headers });
    expect(await refusalOf(response)).toEqual([400, "invalid_input", "checksum"]);
    expect((await send(person, png, { headers: { "content-digest": "md5=:x:" } })).status).toBe(400);
  });

  it("a request without a session, from another page, or of another kind", async () => {
    const nobody = { ...person, headers: { "sec-fetch-site": "same-origin" } };
    expect((await send(nobody, "x")).status).toBe(401);
    expect((await send(person, "x", { headers: { "sec-fetch-site": "cross-site" } })).status).toBe(403);
    expect((await send(person, "x", { kind: "video" })).status).toBe(400);
  });
});

describe("for models", () => {
  it("a picture is a data URI of at most so many pixels", async () => {
    const asset = await sent(person, await pictureOf(800, 600).jpeg().toBuffer());
    const whole = await readPictureForModel(person.ctx, asset.id, { maxPixels: 12_845_056 });
    expect(whole).toMatchObject({ width: 800, height: 600 });
    const small = await readPictureForModel(person.ctx, asset.id, { maxPixels: 448 * 448 });
    expect(small.width * small.height).toBeLessThanOrEqual(448 * 448);
    expect(small.width / small.height).toBeCloseTo(4 / 3, 1);
    const [, type, data] = /^data:(image\/jpeg);base64,(.+)$/.exec(small.dataUri)!;
    expect(type).toBe("image/jpeg");
    expect(await sharp(Buffer.from(data!, "base64")).metadata()).toMatchObject({
      width: small.width,
      height: small.height,
    });
  });

  it("nothing of others, and nothing that is no picture", async () => {
    const asset = await sent(person, await pictureOf(8, 8).png().toBuffer());
    const notFound = expect.objectContaining({ code: "not_found" });
    await expect(readPictureForModel(other.ctx, asset.id, { maxPixels: 1e6 })).rejects.toEqual(notFound);
    await expect(readAsset(other.ctx, asset.id)).rejects.toEqual(notFound);
    const text = await sent(person, "hello", { kind: "document", name: "a.txt" });
    await expect(readPictureForModel(person.ctx, text.id, { maxPixels: 1e6 })).rejects.toMatchObject({
      code: "unsupported",
    });
  });
});

describe("a picture that was made for somebody", () => {
  it("is theirs, and judged like any other", async () => {
    const bytes = await pictureOf(32, 32).png().toBuffer();
    const asset = await savePicture(systemContext(), {
      userId: person.userId,
      name: "A cat",
      bytes,
      mediaType: "image/png",
    });
    expect((await get(person, asset.id)).status).toBe(200);
    expect((await get(other, asset.id)).status).toBe(404);
    await expect(
      savePicture(other.ctx, { userId: person.userId, name: "", bytes, mediaType: "image/png" }),
    ).rejects.toMatchObject({ code: "forbidden" });
    await expect(
      savePicture(person.ctx, {
        userId: person.userId,
        name: "",
        bytes: Buffer.from("<html>"),
        mediaType: "image/png",
      }),
    ).rejects.toMatchObject({ code: "unsupported" });
  });
});
