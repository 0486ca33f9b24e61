/** Where a bucket is and whose keys open it. */
export interface Bucket {
  name: string;
  region: string;
  /** the address of the bucket itself, without a slash at the end */
  origin: string;
  /** before every key: "" or "folder/" */
  prefix: string;
  accessKeyId: string;
  secretAccessKey: string;
}

export interface BucketSettings {
  STORAGE_URL: string;
  S3_ACCESS_KEY_ID?: string | undefined;
  S3_SECRET_ACCESS_KEY?: string | undefined;
}

/** The address says too little, or what nobody knows. The message is for who wrote it. */
export class BucketAddressError extends Error {
  override readonly name = "BucketAddressError";
}

const known = ["endpoint", "region", "style"];

/**
 * Reads `s3://bucket[/prefix]?endpoint=…&region=…&style=path|host`. Without an endpoint it is Amazon's of the region.
 * With one the bucket stands in the path, as most servers have it, unless `style=host`.
 * @throws BucketAddressError
 */
export function bucketOf(settings: BucketSettings): Bucket {
  const url = new URL(settings.STORAGE_URL);
  for (const name of url.searchParams.keys()) {
    if (!known.includes(name))
      throw new BucketAddressError(`STORAGE_URL: nobody knows "${name}"; ${known.join(", ")} may stand there`);
  }
  if (url.username || url.password) {
    throw new BucketAddressError("STORAGE_URL: keys belong into S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY");
  }
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = settings;
  if (!accessKeyId || !secretAccessKey) {
    throw new BucketAddressError("S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY are needed for a bucket");
  }
  const given = url.searchParams.get("endpoint");
  const region = url.searchParams.get("region") ?? (given ? "us-east-1" : undefined);
  if (!region) throw new BucketAddressError("STORAGE_URL: say the region, such as ?region=eu-central-1");
  const style = url.searchParams.get("style") ?? (given ? "path" : "host");
  if (style !== "path" && style !== "host") throw new BucketAddressError("STORAGE_URL: style is path or host");
  const endpoint = endpointOf(given ?? `https://s3.${region}.amazonaws.com`);
  const name = url.hostname;
  const origin =
    style === "path"
      ? `${endpoint.origin}${endpoint.pathname.replace(/\/+$/, "")}/${name}`
      : `${endpoint.protocol}//${name}.${endpoint.host}`;
  const folder = url.pathname.replace(/^\/+|\/+$/g, "");
  if (!/^[a-zA-Z0-9/_.-]*$/.test(folder) || folder.split("/").includes("..")) {
    throw new BucketAddressError("STORAGE_URL: the prefix may hold letters, digits, / _ . and -");
  }
  return { name, region, origin, prefix: folder && `${folder}/`, accessKeyId, secretAccessKey };
}

function endpointOf(text: string): URL {
  const endpoint = URL.parse(text);
  if (!endpoint || !/^https?:$/.test(endpoint.protocol) || endpoint.search || endpoint.username) {
    throw new BucketAddressError("STORAGE_URL: endpoint must be an address such as https://s3.example.com");
  }
  return endpoint;
}
