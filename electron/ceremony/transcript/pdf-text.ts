import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { WorkerMessageHandler } from 'pdfjs-dist/legacy/build/pdf.worker.mjs';

/** Minutes of a long day have dozens of pages. */
const MOST_PAGES = 500;

/** The text of a PDF, line by line, without drawing anything of it. Rejects for what is no PDF, is encrypted, or has more than 500 pages. */
export async function textOfPdf(bytes: Uint8Array): Promise<string> {
  // The library looks here before it starts a worker of its own, whose file a bundle does not have.
  (globalThis as { pdfjsWorker?: unknown }).pdfjsWorker = { WorkerMessageHandler };
  const task = getDocument({
    data: Uint8Array.from(bytes),
    useSystemFonts: false,
    disableFontFace: true,
    isEvalSupported: false,
    verbosity: 0,
  });
  try {
    const document = await task.promise;
    if (document.numPages > MOST_PAGES) throw new Error('too many pages');
    let text = '';
    for (let number = 1; number <= document.numPages; number++) {
      const { items } = await (await document.getPage(number)).getTextContent();
      text += `${items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('')}\n`;
    }
    return text;
  } finally {
    await task.destroy();
  }
}
