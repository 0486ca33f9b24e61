import { bundle, helpers } from "@/scripts/bundle.mjs";

/** The process that reads documents, as the sources say now. */
export default async function setup(): Promise<void> {
  await bundle(helpers);
}
