import type { CreationKind, CreationReceipt } from "@/lib/creations/schema";
import type { JsonObject } from "@/lib/models/schema";

const paths: Record<CreationKind, string> = {
  image: "images/generations",
  video: "video/submit",
  speech: "audio/speech",
};

/**
 * The call behind a result as a command for a shell, with the key left to fill in. Single quotes keep the shell from
 * reading anything in it.
 * @param pictures what is to stand for pictures that were sent, by the provider's names of their fields
 */
export function curlCommand(
  kind: CreationKind,
  prompt: string,
  receipt: Pick<CreationReceipt, "modelId" | "parameters" | "seed">,
  pictures: Readonly<Record<string, string>> = {},
): string {
  const body: JsonObject = {
    model: receipt.modelId,
    ...(prompt && { [kind === "speech" ? "input" : "prompt"]: prompt }),
    ...receipt.parameters,
    ...(receipt.seed !== null && { seed: receipt.seed }),
    ...pictures,
  };
  return [
    `curl https://api.ap.siliconflow.com/v1/${paths[kind]} \\`,
    `  -H "Authorization: Bearer $SILICONFLOW_API_KEY" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d ${quote(JSON.stringify(body, null, 2))}`,
  ].join("\n");
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
