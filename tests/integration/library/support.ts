import { createHash } from "node:crypto";
import { newId } from "@/lib/core";
import { database } from "@/lib/db";
import type { AssetKind, AssetOrigin } from "@/lib/media/schema";
import { storage } from "@/lib/storage";
import type { Login } from "@/tests/support/login";

interface Item {
  kind?: AssetKind;
  origin?: AssetOrigin;
  name?: string;
  prompt?: string;
  modelId?: string | null;
  createdAt?: Date;
  trashedAt?: Date | null;
  favouriteAt?: Date | null;
  mediaType?: string;
  /** false: a row whose file is gone */
  bytes?: Uint8Array | false;
}

/** An item of a person, with its file, as a studio or an upload leaves it. */
export async function makeItem(person: Login, item: Item = {}): Promise<string> {
  const { bytes = Buffer.from(`the bytes of ${item.name ?? "an item"}`), ...given } = item;
  const id = newId();
  const key = newId();
  if (bytes) await storage().put(key, bytes);
  await database().asset.create({
    data: {
      id,
      userId: person.userId,
      kind: "picture",
      origin: "image",
      name: "picture.png",
      mediaType: "image/png",
      sizeBytes: bytes ? bytes.byteLength : 10,
      sha256: bytes ? createHash("sha256").update(bytes).digest("hex") : "0".repeat(64),
      width: 64,
      height: 64,
      key,
      modelId: item.origin === "upload" ? null : "maker/painter",
      ...given,
    },
  });
  return id;
}

interface Made {
  prompt?: string;
  seed?: bigint;
  costNanos?: string;
  /** pictures it was given */
  inputs?: string[];
}

/** The creation that made an item, with its paid call. */
export async function makeCreation(person: Login, assetId: string | null, made: Made = {}): Promise<string> {
  const id = newId();
  const { prompt = "a lighthouse", seed = 7n, costNanos = "20000000", inputs = [] } = made;
  await database().creation.create({
    data: {
      id,
      userId: person.userId,
      kind: "image",
      modelId: "maker/painter",
      prompt,
      request: { prompt, steps: 20 },
      requestKey: newId(),
      requestDigest: "digest",
      calls: {
        create: {
          id: newId(),
          userId: person.userId,
          kind: "image",
          modelId: "maker/painter",
          position: 0,
          state: "done",
          body: { prompt, ...Object.fromEntries(inputs.map((input, index) => [`image${index}`, { assetId: input }])) },
          seed,
          chargeId: newId(),
          receipt: {
            modelId: "maker/painter",
            parameters: { prompt, num_inference_steps: 20 },
            units: { images: 1 },
            rates: { images: costNanos },
            costNanos,
            currency: "USD",
            basis: "reported",
            seed: Number(seed),
            traceId: "trace-1",
            inferenceMs: 900,
            totalMs: 1200,
          },
          ...(assetId !== null && {
            outputs: {
              create: {
                id: newId(),
                position: 0,
                url: "https://media.example/1.png",
                deadline: new Date(),
                state: "done",
                assetId,
              },
            },
          }),
        },
      },
    },
  });
  return id;
}
