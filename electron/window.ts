import { app, BrowserWindow, type BrowserWindowConstructorOptions, nativeTheme, type Session, type WebContents } from 'electron';
import { placeToOpen, smallest } from './window-place.ts';

/** The page colours of the two themes, so that no white flash precedes the first paint. */
export const backgroundColour = () => (nativeTheme.shouldUseDarkColors ? '#12161b' : '#eef0f3');

/** A window whose page has nothing but the web platform and its preload. Shown by the caller. */
export function hardenedWindow(own: Session, preload: string, options: BrowserWindowConstructorOptions): BrowserWindow {
  return new BrowserWindow({
    show: false,
    backgroundColor: backgroundColour(),
    ...options,
    webPreferences: {
      session: own,
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      devTools: !app.isPackaged,
    },
  });
}

/** For every page that ever exists in this app, whoever made it: it stays where it is and opens nothing. */
export function guardAllContents(): void {
  app.on('web-contents-created', (_event, contents) => guard(contents));
}

function guard(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** The main window, loading. It shows itself at its first paint. */
export function openMainWindow(own: Session, preload: string, url: string): BrowserWindow {
  const window = hardenedWindow(own, preload, {
    ...placeToOpen(),
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'Conclave',
  });
  window.once('ready-to-show', () => window.show());
  window.on('page-title-updated', (event) => event.preventDefault());
  let crashes = 0;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    process.stderr.write(`conclave: the main window's page ended (${reason})\n`);
    // Main holds the state: the page can simply be loaded again, unless that is what ends it.
    if (reason !== 'clean-exit' && ++crashes <= 3 && !window.isDestroyed()) void window.loadURL(url).catch(() => undefined);
  });
  nativeTheme.on('updated', () => {
    if (!window.isDestroyed()) window.setBackgroundColor(backgroundColour());
  });
  void window.loadURL(url).catch(() => undefined);
  return window;
}
