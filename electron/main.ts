import './transport/thread-pool.ts';
import { join } from 'node:path';
import { app, type BrowserWindow, ipcMain } from 'electron';
import { invokeChannel } from '../shared/ipc/channels.ts';
import { origins } from './app-content.ts';
import { appSession, registerScheme } from './app-session.ts';
import { readCommandLine } from './command-line.ts';
import { chooseLanguage } from './language.ts';
import { applyScheme } from './surroundings.ts';
import { guardAllContents, openMainWindow } from './window.ts';
import { rememberPlace } from './window-place.ts';
import type { Wiring } from './wiring.ts';

/*
 * Where the app begins. Only what the first picture needs is loaded before the window is; the rest (schemas, PC/SC,
 * the card driver) is loaded while the page's process starts, and requests wait for it. Cards are read once the page
 * has its files: they come from this thread, and whatever runs here meanwhile delays the picture.
 */
declare const __PINNED_ELECTRON__: string;

/** For a page that never asks for its script. */
const pagePatienceMs = 2000;

const developmentOnly = process.versions.electron !== __PINNED_ELECTRON__;
const commandLine = readCommandLine();
chooseLanguage(commandLine.language, __dirname);
applyScheme();

function begin(): void {
  let window: BrowserWindow | undefined;
  let placeKept = () => Promise.resolve();
  guardAllContents();
  registerScheme();

  const wiring: Promise<Wiring> = app.whenReady().then(async () => {
    let scriptServed: (() => void) | undefined;
    const pageServed = new Promise<void>((resolve) => {
      scriptServed = resolve;
      setTimeout(resolve, pagePatienceMs);
    });
    const own = appSession('main', join(__dirname, 'renderer'), (path) => path.endsWith('.js') && scriptServed?.());
    window = openMainWindow(own, join(__dirname, 'preload.cjs'), `${origins.main}/index.html`);
    placeKept = rememberPlace(window);
    const { installedPackage, mayLoadNativeModules } = await import('./installed-package.ts');
    const installed = installedPackage();
    if (installed && !(await mayLoadNativeModules(installed))) {
      app.exit(1);
      return new Promise(() => undefined);
    }
    const { wire } = await import('./wiring.ts');
    return wire({ installed, window, appFolder: __dirname, developmentOnly, ...commandLine, pageServed });
  });
  wiring.catch((error: unknown) => {
    process.stderr.write(`conclave: cannot start: ${error instanceof Error ? (error.stack ?? error.message) : 'unknown reason'}\n`);
    app.exit(1);
  });

  ipcMain.handle(invokeChannel, async (event, name: unknown, request: unknown) => (await wiring).door(event, name, request));
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());

  // Card connections are closed in order, so that no login outlives the app.
  let stopped = false;
  app.on('will-quit', (event) => {
    if (stopped) return;
    stopped = true;
    event.preventDefault();
    const patience = new Promise((resolve) => setTimeout(resolve, 3000));
    const ended = Promise.all([wiring.then(({ stop }) => stop()).catch(() => undefined), placeKept()]);
    void Promise.race([ended, patience]).then(() => app.exit(0));
  });
}

// Two of us would fight for the same cards.
if (app.requestSingleInstanceLock()) begin();
else {
  process.stderr.write('conclave: already running; its window comes to the front\n');
  app.exit(0);
}
