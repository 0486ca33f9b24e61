import { z } from "zod";
import { storableText } from "@/lib/core";

export const id = z.uuid();
export const text = (maximum: number) => z.string().max(maximum).overwrite(storableText);
export const modelId = z.string().regex(/^[\w./:@+-]{1,200}$/, "must be a model's id");
export const cursor = z.string().max(200);
