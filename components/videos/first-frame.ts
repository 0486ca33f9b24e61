/** A little after the beginning: many clips fade in. */
const atSeconds = 0.1;
const patienceMs = 20_000;
/** What a poster is worth; the server makes its own sizes of it. */
const longestSide = 960;

/** A clip's first frame as a picture; undefined where the browser cannot play it. */
export async function firstFrame(assetId: string): Promise<Blob | undefined> {
  const video = document.createElement("video");
  video.muted = true;
  video.preload = "auto";
  video.playsInline = true;
  video.src = `/api/assets/${assetId}`;
  try {
    await happens(video, "loadeddata");
    video.currentTime = Math.min(atSeconds, video.duration / 2 || 0);
    await happens(video, "seeked");
    return await draw(video);
  } catch {
    return undefined;
  } finally {
    video.removeAttribute("src");
    video.load();
  }
}

function happens(video: HTMLVideoElement, name: "loadeddata" | "seeked"): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("too slow")), patienceMs);
    const settle = (then: () => void) => () => {
      clearTimeout(timer);
      then();
    };
    video.addEventListener(name, settle(resolve), { once: true });
    video.addEventListener(
      "error",
      settle(() => reject(new Error("not playable"))),
      { once: true },
    );
  });
}

function draw(video: HTMLVideoElement): Promise<Blob | undefined> {
  const scale = Math.min(1, longestSide / Math.max(video.videoWidth, video.videoHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(video.videoWidth * scale));
  canvas.height = Math.max(1, Math.round(video.videoHeight * scale));
  canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), "image/jpeg", 0.9));
}
