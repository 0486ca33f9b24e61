import type { JsonObject } from "@/lib/models/schema";

const text = (description: string) => ({ type: "string", description });

/** Schemas to begin from, by the name that goes with them to the model. */
export const schemaExamples = {
  news: {
    type: "object",
    properties: {
      items: {
        type: "array",
        items: {
          type: "object",
          properties: {
            title: text("The headline"),
            summary: text("One sentence"),
            topic: { enum: ["politics", "business", "science", "sport", "culture", "other"] },
            date: { type: "string", format: "date" },
          },
          required: ["title", "summary", "topic"],
        },
      },
    },
    required: ["items"],
  },
  sentiment: {
    type: "object",
    properties: {
      sentiment: { enum: ["positive", "neutral", "negative"] },
      score: { type: "number", minimum: -1, maximum: 1 },
      reasons: { type: "array", items: { type: "string" } },
    },
    required: ["sentiment", "score", "reasons"],
  },
  products: {
    type: "object",
    properties: {
      products: {
        type: "array",
        items: {
          type: "object",
          properties: {
            name: text("As it is sold"),
            price: { type: "number", minimum: 0 },
            currency: text("ISO code"),
            in_stock: { type: "boolean" },
          },
          required: ["name", "price", "currency"],
        },
      },
    },
    required: ["products"],
  },
} satisfies Record<string, JsonObject>;

export type SchemaExample = keyof typeof schemaExamples;
export const exampleNames = Object.keys(schemaExamples) as SchemaExample[];

export function writtenSchema(schema: JsonObject): string {
  return JSON.stringify(schema, null, 2);
}
