import { expect, it } from "vitest";
import { curlCommand } from "@/components/creations/curl";

it("writes the call as it was sent, safe from the shell", () => {
  const command = curlCommand(
    "image",
    "it's a cat",
    { modelId: "Qwen/Qwen-Image", parameters: { image_size: "1328x1328" }, seed: 7 },
    { image: "<picture>" },
  );
  expect(command).toContain("https://api.ap.siliconflow.com/v1/images/generations");
  const body = command.slice(command.indexOf("-d '") + 4, -1).replaceAll(`'\\''`, "'");
  expect(JSON.parse(body)).toEqual({
    model: "Qwen/Qwen-Image",
    prompt: "it's a cat",
    image_size: "1328x1328",
    seed: 7,
    image: "<picture>",
  });
});
