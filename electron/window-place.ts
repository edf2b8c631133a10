import { type BrowserWindow, type Rectangle, screen } from 'electron';
import { keepPreferences, preferences } from './preferences.ts';

/** How the main window stood when it was closed. */
interface WindowPlace extends Rectangle {
  readonly maximized: boolean;
  /** Zoom of the page, 1 for 100 %. */
  readonly zoom: number;
}

const usual = { width: 1280, height: 840 };
export const smallest = { width: 640, height: 480 };
/** Of pixels, as a screen can have them: anything else is refused by the system, and the file may hold anything. */
const isPixels = (value: unknown): value is number => Number.isInteger(value) && Math.abs(value as number) < 100_000;

function lastPlace(): WindowPlace | undefined {
  const { x, y, width, height, maximized, zoom } = (preferences()['window'] ?? {}) as Partial<Record<keyof WindowPlace, unknown>>;
  if (![x, y, width, height].every(isPixels) || !Number.isFinite(zoom)) return undefined;
  return { x, y, width, height, zoom, maximized: maximized === true } as WindowPlace;
}

/** Size and place for the main window: as it was, where that can still be seen on a screen; a display may have gone. */
export function placeToOpen(): { width: number; height: number; x?: number; y?: number } {
  const last = lastPlace();
  if (!last) return usual;
  const { workArea } = screen.getDisplayMatching(last);
  const [width, height] = [
    Math.min(Math.max(last.width, smallest.width), workArea.width),
    Math.min(Math.max(last.height, smallest.height), workArea.height),
  ];
  const isSeen =
    last.x >= workArea.x &&
    last.y >= workArea.y &&
    last.x + width <= workArea.x + workArea.width &&
    last.y + height <= workArea.y + workArea.height;
  return isSeen ? { width, height, x: last.x, y: last.y } : { width, height };
}

/** Takes up maximizing and zoom, and remembers all of it when the window closes. Gives what resolves when that is kept. */
export function rememberPlace(window: BrowserWindow): () => Promise<void> {
  const last = lastPlace();
  let kept: Promise<void> = Promise.resolve();
  if (last?.maximized) window.maximize();
  if (last) window.webContents.once('dom-ready', () => window.webContents.setZoomFactor(Math.min(Math.max(last.zoom, 0.5), 3)));
  window.on('close', () => {
    const place: WindowPlace = { ...window.getNormalBounds(), maximized: window.isMaximized(), zoom: window.webContents.getZoomFactor() };
    kept = keepPreferences({ window: place }).catch(() => undefined);
  });
  return () => kept;
}
