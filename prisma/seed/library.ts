import { createHash } from "node:crypto";
import { AppError, newId } from "@/lib/core";
import { Prisma, type Context } from "@/lib/db";
import { env } from "@/lib/env";
import { seedCatalogue } from "@/lib/models";
import { clipOf } from "@/lib/simulator/media/clip";
import { storage } from "@/lib/storage";
import { seedPerson } from "./people";

export const LIBRARY = 20_000;
const DAYS = 400;
const DAY_MS = 86_400_000;
/** Pictures differ by so many drawings; every item has its own files. */
const DRAWINGS = 48;
const sideBySide = 16;
const chunk = 500;

const subjects = [
  "a lighthouse in fog",
  "清晨的湖面，薄雾",
  "a red bicycle against a wall",
  "雨后的小巷，霓虹灯",
  "an old map on a table",
  "戴帽子的猫",
  "paper boats on a pond",
  "山间的火车",
  "a loaf of bread, studio light",
  "窗边的绿植",
];
const manners = [
  "film photograph",
  "水墨画",
  "watercolour, loose strokes",
  "isometric drawing",
  "电影感，宽银幕",
  "pencil sketch",
  "muted colours",
  "高对比度",
];

interface Bytes {
  body: Buffer;
  sha256: string;
}

interface Row {
  id: string;
  kind: "picture" | "video" | "document";
  origin: "upload" | "image" | "video";
  name: string;
  mediaType: string;
  bytes: Bytes;
  key: string;
  thumbnail: Bytes | undefined;
  thumbnailKey: string | null;
  width: number | null;
  height: number | null;
  durationMs: number | null;
  blur: string | null;
  modelId: string | null;
  prompt: string;
  favourite: boolean;
  trashed: boolean;
  at: Date;
}

/**
 * One person with very much in the library, over four hundred days: what its list is measured on. Every item has its own
 * files, written as any other, and every row says what is in them.
 * @returns what to tell whoever asked for it
 */
export async function seedLibrary(ctx: Context, count = LIBRARY): Promise<string[]> {
  await seedCatalogue(ctx);
  const person = await seedPerson(ctx, { email: "library@example.com", name: "Lin", role: "member" });
  const [painters, [film]] = await Promise.all([
    ctx.db.model.findMany({ where: { subType: "text-to-image" }, orderBy: { id: "asc" }, take: 5 }),
    ctx.db.model.findMany({ where: { subType: "text-to-video" }, orderBy: { id: "asc" }, take: 1 }),
  ]);
  const drawings = await Promise.all(Array.from({ length: DRAWINGS }, (_, index) => draw(index)));
  const clip = digested(clipOf("1280x720", 0));
  const rows = Array.from({ length: count }, (_, index) =>
    rowOf(ctx, index, count, { drawings, clip, painters: painters.map(({ id }) => id), film: film?.id ?? "" }),
  );
  for (let from = 0; from < rows.length; from += sideBySide) {
    await Promise.all(
      rows.slice(from, from + sideBySide).map(async ({ key, bytes, thumbnail, thumbnailKey }) => {
        await storage().put(key, bytes.body);
        if (thumbnail && thumbnailKey) await storage().put(thumbnailKey, thumbnail.body);
      }),
    );
  }
  for (let from = 0; from < rows.length; from += chunk) await insert(ctx, person.id, rows.slice(from, from + chunk));
  for (const table of ["assets", "creations", "creation_calls", "creation_outputs"]) {
    await ctx.db.$executeRaw`${Prisma.raw(`analyze ${table}`)}`;
  }
  return [`${person.email}  ${person.password}  (${count} items)`];
}

interface Material {
  drawings: readonly Drawing[];
  clip: Bytes;
  painters: readonly string[];
  film: string;
}

/** Of a hundred: seven clips, eight files and fifteen pictures that were sent, the others made. The same every time. */
function rowOf(ctx: Context, index: number, count: number, { drawings, clip, painters, film }: Material): Row {
  const drawing = drawings[(index * 7) % drawings.length]!;
  const part = (index * 37) % 100;
  const subject = subjects[index % subjects.length]!;
  const common = {
    id: newId(),
    key: newId(),
    name: `${subject.slice(0, 40)}.webp`,
    thumbnail: undefined,
    thumbnailKey: null,
    durationMs: null,
    favourite: index % 19 === 3,
    trashed: index % 50 === 7,
    at: new Date(ctx.now.getTime() - ((index + 0.5) * DAYS * DAY_MS) / count),
    prompt: `${subject}, ${manners[(index * 3) % manners.length]}, no. ${index}`,
  };
  const { width, height, blur } = drawing;
  if (part < 7 && film) {
    return {
      ...common,
      kind: "video",
      origin: "video",
      name: `clip-${index}.mp4`,
      mediaType: "video/mp4",
      bytes: clip,
      thumbnail: drawing,
      thumbnailKey: newId(),
      width: 1280,
      height: 720,
      durationMs: 4_000,
      blur,
      modelId: film,
    };
  }
  if (part < 15) {
    const bytes = digested(Buffer.from(`Notes ${index}\n\n${subject}.\n`));
    return {
      ...common,
      kind: "document",
      origin: "upload",
      name: `Notes ${index}.txt`,
      mediaType: "text/plain",
      bytes,
      width: null,
      height: null,
      blur: null,
      modelId: null,
      prompt: "",
    };
  }
  const picture = { ...common, kind: "picture", mediaType: "image/webp", bytes: drawing, width, height, blur } as const;
  if (part < 30) return { ...picture, origin: "upload", name: `photo-${index}.webp`, modelId: null, prompt: "" };
  return { ...picture, origin: "image", modelId: painters[(index * 5) % Math.max(1, painters.length)] ?? null };
}

async function insert(ctx: Context, userId: string, rows: readonly Row[]): Promise<void> {
  await ctx.db.asset.createMany({
    data: rows.map(({ bytes, thumbnail: _, favourite, trashed, at, ...row }) => ({
      ...row,
      userId,
      sizeBytes: bytes.body.byteLength,
      sha256: bytes.sha256,
      favouriteAt: favourite ? at : null,
      trashedAt: trashed ? new Date(ctx.now.getTime() - (at.getTime() % (20 * DAY_MS))) : null,
      createdAt: at,
    })),
  });
  const made = rows.flatMap((row) =>
    row.modelId === null ? [] : [{ ...row, modelId: row.modelId, creationId: newId(), callId: newId() }],
  );
  await ctx.db.creation.createMany({
    data: made.map(({ creationId, origin, modelId, prompt, at }) => ({
      id: creationId,
      userId,
      kind: origin === "video" ? ("video" as const) : ("image" as const),
      modelId,
      prompt,
      request: { modelId, prompt },
      requestKey: newId(),
      requestDigest: creationId,
      createdAt: at,
    })),
  });
  await ctx.db.creationCall.createMany({
    data: made.map(({ creationId, callId, origin, modelId, prompt, at }, index) => {
      const unit = origin === "video" ? "videos" : "images";
      const seed = (at.getTime() + index) % 1_000_000;
      return {
        id: callId,
        creationId,
        userId,
        kind: origin === "video" ? ("video" as const) : ("image" as const),
        modelId,
        position: 0,
        state: "done" as const,
        body: { prompt },
        seed: BigInt(seed),
        chargeId: newId(),
        receipt: {
          modelId,
          parameters: { prompt, seed },
          units: { [unit]: 1 },
          rates: { [unit]: "0" },
          // nothing was paid for them, and no ledger says so
          costNanos: "0",
          currency: env().CURRENCY,
          basis: "reported",
          seed,
          traceId: callId.replaceAll("-", ""),
          inferenceMs: 2_400,
          totalMs: 3_100,
        },
        createdAt: at,
        endedAt: at,
      };
    }),
  });
  await ctx.db.creationOutput.createMany({
    data: made.map(({ id, callId, at }) => ({
      id: newId(),
      callId,
      position: 0,
      url: "https://media.example/past",
      deadline: at,
      state: "done" as const,
      assetId: id,
      createdAt: at,
      savedAt: at,
    })),
  });
}

interface Drawing extends Bytes {
  width: number;
  height: number;
  blur: string;
}

/** A slope of two colours with a few discs: small, and unlike the others. */
async function draw(index: number): Promise<Drawing> {
  const [width, height] = (
    [
      [320, 320],
      [320, 180],
      [180, 320],
      [320, 240],
    ] as const
  )[index % 4]!;
  const hue = (index * 47) % 360;
  const discs = [0.2, 0.5, 0.8].map((x, disc) => {
    const y = 0.25 + ((index * 13 + disc * 29) % 50) / 100;
    return `<circle cx="${x * width}" cy="${y * height}" r="${20 + ((index * 7 + disc * 11) % 40)}" fill="hsl(${(hue + 90 + disc * 60) % 360} 55% 62%)" fill-opacity="0.8"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="hsl(${hue} 50% 30%)"/><stop offset="1" stop-color="hsl(${(hue + 70) % 360} 55% 70%)"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/>${discs.join("")}</svg>`;
  // Loaded when it is needed: the commands of an installation are single files without it.
  const { default: sharp } = await import("sharp").catch(() => {
    throw new AppError("unsupported", "Only a checkout can draw this scenario's pictures: run it there.");
  });
  const picture = sharp(Buffer.from(svg));
  const [body, tiny] = await Promise.all([
    picture.clone().webp({ quality: 70 }).toBuffer(),
    picture.clone().resize(16, 16, { fit: "inside" }).webp({ quality: 40 }).toBuffer(),
  ]);
  return { ...digested(body), width, height, blur: `data:image/webp;base64,${tiny.toString("base64")}` };
}

function digested(body: Buffer): Bytes {
  return { body, sha256: createHash("sha256").update(body).digest("hex") };
}
