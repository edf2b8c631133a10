import { type BrowserWindow, type IpcMainInvokeEvent, screen } from 'electron';

/** What every small window of ours has in common: channels that only its own page can use, and a height that fits its content. */

const height = { least: 200, most: 2000 };
/** A page that has not shown itself after this time never will. */
export const loadingMs = 20_000;

/** Handles a channel of this window only. Each call is checked to come from the top frame of this very page. */
export function answerOnly(window: BrowserWindow, origin: string): (channel: string, answer: (...given: unknown[]) => unknown) => void {
  const { ipc } = window.webContents;
  return (channel, answer) =>
    ipc.handle(channel, (event: IpcMainInvokeEvent, ...given: unknown[]) => {
      const frame = event.senderFrame;
      if (!frame || frame.parent !== null || frame.origin !== origin) throw new Error('not this window');
      return answer(...given);
    });
}

/** The page says how high its content is; the first time the window appears, in the middle of its parent. */
export function fitHeight(window: BrowserWindow, pixels: unknown): void {
  if (typeof pixels !== 'number' || !Number.isFinite(pixels) || window.isDestroyed()) return;
  const [width = 0] = window.getContentSize();
  const area = screen.getDisplayMatching(window.getBounds()).workArea;
  const wanted = Math.round(Math.min(Math.max(pixels, height.least), height.most, area.height - 60));
  window.setContentSize(width, wanted);
  if (window.isVisible()) return;
  const parent = window.getParentWindow()?.getBounds() ?? area;
  window.setPosition(
    Math.max(area.x, Math.round(parent.x + (parent.width - width) / 2)),
    Math.max(area.y, Math.round(parent.y + (parent.height - wanted) / 3)),
  );
  window.show();
}
