import { GlobalWorkerOptions, getDocument, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import type { Picture } from './find-codes.ts';
import { largestSide } from './read-image.ts';

/** A sheet is one page, a set of sheets a few. */
const mostPages = 60;
const pointsPerInch = 72;

declare global {
  interface Window {
    readonly trustedTypes: {
      createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): unknown };
    };
  }
}

export class LockedPdf extends Error {}

/**
 * The pages of a PDF one after the other, to be drawn at any resolution (dots per inch). Nothing in the file is run and nothing
 * it names is fetched. Throws LockedPdf where it needs a password, any other error where it is damaged.
 */
export async function* readPdf(bytes: Uint8Array): AsyncGenerator<(resolution: number) => Promise<Picture>> {
  const worker = startWorker();
  try {
    GlobalWorkerOptions.workerPort = worker;
    // WebAssembly would need a wider policy; pdf.js has the decoders in plain JavaScript too. Text is of no interest, so no fonts.
    const loading = getDocument({
      data: bytes,
      isEvalSupported: false,
      useWasm: false,
      useWorkerFetch: false,
      useSystemFonts: false,
      disableFontFace: true,
      enableXfa: false,
      stopAtErrors: false,
      maxImageSize: largestSide * largestSide * 2,
      verbosity: 0,
    });
    const pdf = await loading.promise.catch((error: unknown) => {
      throw (error as Error).name === 'PasswordException' ? new LockedPdf() : error;
    });
    for (let number = 1; number <= Math.min(pdf.numPages, mostPages); number++) {
      const page = await pdf.getPage(number);
      yield (resolution) => drawn(page, resolution);
      page.cleanup();
    }
  } finally {
    worker.terminate();
  }
}

/** The policy wants to know that the address of a worker is ours. */
function startWorker(): Worker {
  const policy = window.trustedTypes.createPolicy('pdf-worker', {
    createScriptURL(url) {
      if (url !== workerUrl) throw new TypeError('not our worker');
      return url;
    },
  });
  return new Worker(policy.createScriptURL(workerUrl) as string, { type: 'module' });
}

async function drawn(page: PDFPageProxy, dpi: number): Promise<Picture> {
  const natural = page.getViewport({ scale: 1 });
  const wanted = dpi / pointsPerInch;
  const scale = Math.min(wanted, largestSide / Math.max(natural.width, natural.height));
  const viewport = page.getViewport({ scale });
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.ceil(viewport.width));
  canvas.height = Math.max(1, Math.ceil(viewport.height));
  try {
    // `print`: `display` waits for animation frames, which a hidden window does not have.
    await page.render({ canvas, viewport, intent: 'print', background: '#fff' }).promise;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    return context.getImageData(0, 0, canvas.width, canvas.height);
  } finally {
    canvas.width = 0;
  }
}
