import { createPicture, findPictureModel } from "@/lib/images";
import { pictureShapes } from "@/lib/images/schema";
import type { Context } from "@/lib/db";
import type { ReadyTool } from "../toolbox";

/** A picture of one to two minutes is slow, but not lost. */
const timeoutMs = 180_000;

/** Makes pictures with the cheapest model on offer, and asks first where that costs. Undefined where no model is. */
export async function findPictureTool(ctx: Context): Promise<ReadyTool | undefined> {
  const model = await findPictureModel(ctx);
  if (!model) return undefined;
  const price = BigInt(model.priceNanos);
  return {
    definition: {
      name: "create_picture",
      description:
        "Makes a picture from a description and shows it to the person. It costs money: use it when a picture is asked for.",
      parameters: {
        type: "object",
        properties: {
          prompt: {
            type: "string",
            description: "what the picture shows, concretely, with its style",
            minLength: 1,
            maxLength: 2_000,
          },
          shape: { type: "string", enum: [...pictureShapes], description: "square unless something else fits better" },
        },
        required: ["prompt"],
        additionalProperties: false,
      },
    },
    asks: price > 0n,
    price,
    timeoutMs,
    call: async (callCtx, { prompt, shape }, { signal }) => {
      const { asset, costNanos } = await createPicture(callCtx, {
        ...{ model, prompt: String(prompt), signal },
        shape: pictureShapes.find((each) => each === shape) ?? "square",
      });
      if (!asset)
        return { ok: false, text: "The picture may have been made and paid for, but could not be kept.", costNanos };
      const size = ` (${asset.width} × ${asset.height} pixels)`;
      const text = `The picture was made${size} and is shown to the person beside this call. Do not write a link to it.`;
      return { ok: true, text, costNanos, assetIds: [asset.id] };
    },
  };
}
