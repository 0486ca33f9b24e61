import type { DocumentSummary } from "@/lib/documents/schema";
import type { Asset, BareSamples } from "@/lib/media/schema";
import { ApiError, request, type FailureBody } from "@/lib/ui";

/**
 * Sends a file as it is, straight from the disk: nothing of it is read by the page. `fetch` cannot say how far it is.
 * @param onProgress from 0 to 1
 * @param bare what a recording that is nothing but samples cannot say itself
 * @throws ApiError
 */
export function uploadAsset(
  kind: "picture" | "document" | "audio",
  file: File,
  onProgress: (progress: number) => void,
  bare?: BareSamples,
): Promise<Asset> {
  return new Promise((resolve, reject) => {
    const upload = new XMLHttpRequest();
    const query = new URLSearchParams({ kind, name: file.name });
    if (bare) for (const [name, value] of Object.entries(bare)) query.set(name, String(value));
    upload.open("POST", `/api/assets?${query}`);
    upload.setRequestHeader("content-type", "application/octet-stream");
    upload.responseType = "json";
    upload.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    upload.onload = () => {
      const body = upload.response as ({ asset: Asset } & FailureBody) | null;
      if (upload.status === 201 && body) resolve(body.asset);
      else reject(new ApiError(upload.status, body?.error));
    };
    upload.onerror = () => reject(new ApiError(0, undefined));
    upload.onabort = upload.onerror;
    upload.send(file);
  });
}

export async function importPicture(url: string): Promise<Asset> {
  const { asset } = await request<{ asset: Asset }>("POST", "/api/assets/import", { url });
  return asset;
}

const firstPauseMs = 400;
const longestPauseMs = 3_000;

/** What a document holds, once it has been read. @throws ApiError */
export async function readDocument(assetId: string): Promise<DocumentSummary> {
  let summary = await request<DocumentSummary>("POST", "/api/documents", { assetId });
  for (let pauseMs = firstPauseMs; summary.state === "reading"; pauseMs = Math.min(longestPauseMs, pauseMs * 1.5)) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    summary = await request<DocumentSummary>("GET", `/api/documents/${assetId}`);
  }
  return summary;
}

export async function relevantPages(assetId: string, question: string, budgetTokens: number): Promise<number[]> {
  const { pages } = await request<{ pages: number[] }>("POST", `/api/documents/${assetId}/relevant`, {
    question: question.slice(0, 100_000),
    budgetTokens: Math.max(0, Math.floor(budgetTokens)),
  });
  return pages;
}

export async function drawPages(assetId: string, pages: number[]): Promise<Asset[]> {
  const { assets } = await request<{ assets: Asset[] }>("POST", `/api/documents/${assetId}/pictures`, { pages });
  return assets;
}
