import { limits } from "../limits";
import { ReadingFailure } from "./failure";
import { withPdf } from "./pdf";

/** A page of a PDF as a picture. */
export interface DrawnPage {
  number: number;
  /** PNG */
  bytes: Uint8Array;
}

/** What the library draws on in Node: a canvas of @napi-rs/canvas. */
interface Surface {
  canvas: HTMLCanvasElement & { encode(format: "png"): Promise<Buffer> };
}

interface SurfaceFactory {
  create(width: number, height: number): Surface;
  destroy(surface: Surface): void;
}

/**
 * Draws pages of a PDF as a person sees them.
 * @param numbers from 1; those the document does not have are left out
 */
export async function drawPdf(
  bytes: Buffer,
  packages: string,
  numbers: readonly number[],
  pass: (page: DrawnPage) => void,
): Promise<void> {
  await withPdf(bytes, packages, async (pdf) => {
    const surfaces = pdf.canvasFactory as SurfaceFactory;
    for (const number of numbers) {
      if (number > pdf.numPages) continue;
      const page = await pdf.getPage(number);
      const size = page.getViewport({ scale: 1 });
      const longer = Math.max(size.width, size.height);
      if (!(longer > 0)) throw new ReadingFailure("damaged");
      const viewport = page.getViewport({ scale: limits.drawnPixels / longer });
      const surface = surfaces.create(
        Math.max(1, Math.round(viewport.width)),
        Math.max(1, Math.round(viewport.height)),
      );
      await page.render({ canvas: surface.canvas, viewport }).promise;
      pass({ number, bytes: await surface.canvas.encode("png") });
      surfaces.destroy(surface);
      page.cleanup();
    }
  });
}
