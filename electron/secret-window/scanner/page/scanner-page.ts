import { t } from '../../../../shared/language/text.ts';
import { element } from '../../page/element.ts';
import type { ScanEnd, ScannerBridge, ScannerJob } from '../messages.ts';
import { Camera, cameraEnd } from './camera.ts';
import { completeSheets } from './enough.ts';
import { findCodes } from './find-codes.ts';
import { imageType, readImage } from './read-image.ts';

declare global {
  interface Window {
    readonly scanner: ScannerBridge;
  }
}

/** Pages of a PDF are first glanced at, all of them; only where that was not enough each is drawn finer and looked at with every treatment. */
const looks = [
  { dpi: 200, thorough: false },
  { dpi: 300, thorough: true },
] as const;

/** Looks at one file. The window is not shown. */
async function scanFile(bridge: ScannerBridge, bytes: Uint8Array): Promise<ScanEnd> {
  const type = imageType(bytes);
  if (type) {
    const texts = await findCodes(await readImage(bytes, type), completeSheets);
    if (texts.length > 0) await bridge.found(texts);
    return 'finished';
  }
  if (String.fromCharCode(...bytes.subarray(0, 1024)).includes('%PDF-')) return scanPdf(bridge, bytes);
  return 'unreadable';
}

async function scanPdf(bridge: ScannerBridge, bytes: Uint8Array): Promise<ScanEnd> {
  // Loaded only now: most scans never need it.
  const { readPdf, LockedPdf } = await import('./read-pdf.ts');
  try {
    const all = new Set<string>();
    for (const { dpi, thorough } of looks) {
      // The decoder takes the bytes over.
      for await (const draw of readPdf(bytes.slice())) {
        const enough = (texts: readonly string[]) => completeSheets([...all, ...texts]);
        const texts = await findCodes(await draw(dpi), enough, thorough);
        for (const text of texts) all.add(text);
        if (texts.length > 0 && (await bridge.found(texts)).done) return 'finished';
      }
      if (completeSheets([...all])) break;
    }
    return 'finished';
  } catch (error) {
    if (error instanceof LockedPdf) return 'locked';
    throw error;
  }
}

/** Shows the camera's picture and what was found so far. */
async function scanCamera(bridge: ScannerBridge, job: Extract<ScannerJob, { from: 'camera' }>, root: HTMLElement): Promise<ScanEnd> {
  const video = element('video', { muted: '', playsinline: '', 'aria-label': t('Picture of the camera') });
  video.muted = true;
  const said = element('p', { class: 'said', role: 'status' }, job.words);
  const cancel = element('button', { type: 'button' }, t('Cancel'));
  const choice = element('select', { id: 'camera', 'aria-label': t('Camera'), hidden: '' });
  document.title = job.title;
  root.replaceChildren(
    ...(job.rehearsal ? [element('p', { class: 'rehearsal' }, t('REHEARSAL'))] : []),
    element('h1', {}, job.title),
    element('div', { class: 'picture' }, video),
    said,
    element('div', { class: 'buttons' }, choice, cancel),
  );
  const camera = new Camera(video);
  let end: ScanEnd | undefined;
  const leave = () => {
    end = 'cancelled';
  };
  cancel.addEventListener('click', leave);
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && leave());
  choice.addEventListener('change', () => void camera.start(choice.value).catch((error) => (end = cameraEnd(error))));
  cancel.focus();
  try {
    await camera.start();
    await offerCameras(camera, choice);
    await camera.watch(
      async (texts) => {
        const { done, words, wrong } = await bridge.found(texts);
        if (said.textContent !== words) said.textContent = words;
        said.dataset['tone'] = wrong ? 'wrong' : 'fine';
        return done;
      },
      () => end !== undefined,
    );
    return end ?? 'finished';
  } catch (error) {
    return cameraEnd(error);
  } finally {
    camera.stop();
  }
}

async function offerCameras(camera: Camera, choice: HTMLSelectElement): Promise<void> {
  const cameras = await camera.all();
  choice.hidden = cameras.length < 2;
  choice.replaceChildren(...cameras.map(({ id, name }) => element('option', { value: id }, name)));
}

async function begin(bridge: ScannerBridge, root: HTMLElement): Promise<void> {
  const job = await bridge.job();
  const scan = job.from === 'file' ? scanFile(bridge, job.bytes) : scanCamera(bridge, job, root);
  bridge.ended(await scan.catch((): ScanEnd => 'unreadable'));
}

const root = document.getElementById('window');
if (root) void begin(window.scanner, root);
