import { expect, test } from "vitest";
import { bucketOf } from "@/lib/storage/s3/address";

const keys = { S3_ACCESS_KEY_ID: "id", S3_SECRET_ACCESS_KEY: "secret" };
const read = (STORAGE_URL: string) => {
  const { name, region, origin, prefix } = bucketOf({ STORAGE_URL, ...keys });
  return [name, region, origin, prefix];
};

test.each([
  ["s3://silica?region=eu-central-1", ["silica", "eu-central-1", "https://silica.s3.eu-central-1.amazonaws.com", ""]],
  [
    "s3://silica/a/b/?region=eu-central-1&style=path",
    ["silica", "eu-central-1", "https://s3.eu-central-1.amazonaws.com/silica", "a/b/"],
  ],
  ["s3://silica?endpoint=http://minio:9000", ["silica", "us-east-1", "http://minio:9000/silica", ""]],
  ["s3://silica?endpoint=http://minio:9000/&region=x", ["silica", "x", "http://minio:9000/silica", ""]],
  [
    "s3://my.bucket-1?endpoint=https://a.example/s3&region=x",
    ["my.bucket-1", "x", "https://a.example/s3/my.bucket-1", ""],
  ],
  [
    "s3://silica/team?endpoint=https://s3.example.com&region=garage&style=host",
    ["silica", "garage", "https://silica.s3.example.com", "team/"],
  ],
])("%s", (url, expected) => {
  expect(read(url)).toEqual(expected);
});

test.each([
  "s3://silica",
  "s3://silica?region=x&style=odd",
  "s3://silica?endpoint=minio:9000",
  "s3://silica?endpoint=https://id:secret@s3.example.com",
  "s3://silica/a%20b?region=x",
  "s3://id:secret@silica?region=x",
  "s3://silica?region=x&profile=y",
])("%s is refused", (url) => {
  expect(() => read(url)).toThrow(/^STORAGE_URL: /);
});

test("keys are needed", () => {
  expect(() => bucketOf({ STORAGE_URL: "s3://silica?region=x" })).toThrow(/^S3_ACCESS_KEY_ID and/);
});
