import type { CallState } from "@/lib/creations/schema";
import type { Context } from "@/lib/db";
import type { JsonObject } from "@/lib/models/schema";

/** What the job of a call looks up before it decides what to do. */
export interface ImageCall {
  state: CallState;
  body: JsonObject;
  /** pictures that it asks for */
  images: number;
}

/** Undefined where the call has gone with its person. */
export async function findImageCall(ctx: Context, id: string): Promise<ImageCall | undefined> {
  const row = await ctx.db.creationCall.findUnique({ where: { id }, select: { state: true, body: true } });
  if (!row) return undefined;
  const body = row.body as JsonObject;
  const images = body["batch_size"];
  return { state: row.state, body, images: typeof images === "number" ? images : 1 };
}
