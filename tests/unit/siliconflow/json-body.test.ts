import { expect, it } from "vitest";
import { jsonBody } from "@/lib/siliconflow/json-body";

const uri = (letter: string) => `data:image/png;base64,${letter.repeat(70_000)}`;
const asText = (body: string | Buffer[]) => (typeof body === "string" ? body : Buffer.concat(body).toString());

it("writes what JSON.stringify writes", async () => {
  const values = [
    { text: 'plain 中文 "quoted"', list: [1, null, { a: undefined }] },
    { first: uri("A"), second: { third: [uri("B"), "after", uri("A")] }, text: "末" },
    uri("C"),
    { short: "data:image/png;base64,AAAA", foreign: `data:text/plain,${"é".repeat(70_000)}` },
    { quoted: `data:text/plain,${'"'.repeat(70_000)}` },
  ];
  for (const value of values) expect(asText(await jsonBody(value))).toBe(JSON.stringify(value));
});

it("keeps large pictures apart", async () => {
  expect(await jsonBody({ a: uri("A"), b: uri("B") })).toHaveLength(5);
  expect(await jsonBody({ a: "data:image/png;base64,AAAA" })).toBeTypeOf("string");
});
