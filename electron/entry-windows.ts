import { basename, join } from 'node:path';
import type { BrowserWindow, Session } from 'electron';
import { t } from '../shared/language/text.ts';
import { origins } from './app-content.ts';
import { appSession } from './app-session.ts';
import { fileDialogs } from './file-dialogs.ts';
import { readFileBounded } from './files/read.ts';
import type { EntryDeskParts } from './secret-window/entry-desk.ts';
import { hardenedWindow } from './window.ts';

/** A page at 600 dots per inch in colour, as JPEG, has about 10 MB. */
const largestFile = 20 * 1024 * 1024;
const fileKinds = [{ name: t('Image or PDF'), extensions: ['png', 'jpg', 'jpeg', 'pdf'] }];

type Common = Pick<EntryDeskParts['windows'], 'parent' | 'rehearsal' | 'watchProgress' | 'cancelWork'>;

/** How the windows for paper are made: entry in the secret session, scanning in one of its own. `secretSession` is shared with the PIN window. */
export function entryWindows(appFolder: string, secretSession: () => Session, common: Common): Omit<EntryDeskParts, 'print'> {
  let scannerSession: Session | undefined;
  let inFront: BrowserWindow | undefined;
  const dialogs = fileDialogs(() => inFront);
  /** The one window that may have a camera, while it is open. */
  let withCamera: BrowserWindow | undefined;

  /** Video of the open scanner window and nothing else: no sound, no other page, not a moment longer. */
  function openScannerSession(): Session {
    const own = appSession('scanner', join(appFolder, 'scanner'));
    const isScanner = (contents: Electron.WebContents | null) => withCamera?.isDestroyed() === false && contents === withCamera.webContents;
    own.setPermissionRequestHandler((contents, permission, answer, details) => {
      const types = ('mediaTypes' in details ? details.mediaTypes : undefined) ?? [];
      answer(permission === 'media' && isScanner(contents) && types.every((type) => type === 'video'));
    });
    own.setPermissionCheckHandler((contents, permission, _origin, details) => {
      return permission === 'media' && isScanner(contents) && details.mediaType !== 'audio';
    });
    return own;
  }

  const plain = { useContentSize: true, minimizable: false, maximizable: false, fullscreenable: false, title: 'Conclave' } as const;
  const inFrontOf = (parent: BrowserWindow | undefined) => (parent ? { parent, modal: true } : {});

  return {
    windows: {
      ...common,
      url: `${origins.secret}/entry/index.html`,
      origin: origins.secret,
      open: (parent, width) => {
        const options = { ...plain, ...inFrontOf(parent), width, height: 400, resizable: true };
        const window = hardenedWindow(secretSession(), join(appFolder, 'entry-preload.cjs'), options);
        window.removeMenu();
        return window;
      },
    },
    scanner: {
      url: `${origins.scanner}/index.html`,
      origin: origins.scanner,
      rehearsal: common.rehearsal,
      open: (parent, camera) => {
        scannerSession ??= openScannerSession();
        const options = { ...plain, ...inFrontOf(camera ? parent : undefined), width: 720, height: 700, resizable: true };
        const window = hardenedWindow(scannerSession, join(appFolder, 'scanner-preload.cjs'), options);
        window.removeMenu();
        // A window that is never shown works as fast as one that is.
        window.webContents.setBackgroundThrottling(camera);
        if (camera) withCamera = window;
        return window;
      },
      openFile: async (parent) => {
        inFront = parent;
        const path = await dialogs.openFile(t('Choose the scanned sheet'), fileKinds);
        const { bytes } = await readFileBounded(path, largestFile);
        return { name: basename(path), bytes };
      },
    },
  };
}
