import { attachToNewChat } from "@/components/chat/attachments/box";
import { uploadAsset } from "@/components/chat/attachments/requests";
import { newId } from "@/lib/core";
import type { Transcription } from "@/lib/transcriptions/schema";

/** Attaches what was said, as a document, to the next new chat. @throws ApiError */
export async function attachText({ name, text }: Pick<Transcription, "name" | "text">): Promise<void> {
  const bare = name.replace(/\.[\p{L}\p{N}]{1,10}$/u, "");
  const file = new File([text], `${bare}.txt`, { type: "text/plain" });
  const asset = await uploadAsset("document", file, () => undefined);
  attachToNewChat({
    ...{ kind: "document", key: newId(), name: asset.name, state: "reading", progress: 1, assetId: asset.id },
    ...{ mediaType: asset.mediaType, sizeBytes: asset.sizeBytes, pages: "all", relevant: false },
  });
}
