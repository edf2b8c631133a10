import './transport/thread-pool.ts';
import { join } from 'node:path';
import { app, type BrowserWindow, ipcMain } from 'electron';
import { invokeChannel } from '../shared/ipc/channels.ts';
import { origins } from './app-content.ts';
import { appSession, registerScheme } from './app-session.ts';
import { readCommandLine } from './command-line.ts';
import { chooseLanguage } from './language.ts';
import { Moment } from './moment.ts';
import { applyScheme } from './surroundings.ts';
import { guardAllContents, openMainWindow } from './window.ts';
import { rememberPlace } from './window-place.ts';
import type { Wiring } from './wiring.ts';

/*
 * Where the app begins. This thread gives the page its files, and whatever runs here meanwhile delays them. So what the
 * first picture does not need (PC/SC, the card driver, the procedures) is loaded once the page has its script: it draws
 * itself while that happens, and gets its devices as soon as cards are read. Requests wait for all of it.
 */
declare const __PINNED_ELECTRON__: string;

/** For a page that never asks for its script. */
const pagePatienceMs = 2000;
/** For the script's bytes to leave this thread, which takes several turns, where the page does not ask for something sooner. */
const answerLeavesMs = 25;

const developmentOnly = process.versions.electron !== __PINNED_ELECTRON__;
const commandLine = readCommandLine();
chooseLanguage(commandLine.language, __dirname);
applyScheme();

function begin(): void {
  let window: BrowserWindow | undefined;
  let placeKept = () => Promise.resolve();
  guardAllContents();
  registerScheme();

  const pageRuns = new Moment(pagePatienceMs);
  const wiring: Promise<Wiring> = app.whenReady().then(async () => {
    const own = appSession('main', join(__dirname, 'renderer'), (path) => {
      if (path.startsWith('assets/') && path.endsWith('.js')) setTimeout(pageRuns.come, answerLeavesMs);
    });
    window = openMainWindow(own, join(__dirname, 'preload.cjs'), `${origins.main}/index.html`);
    placeKept = rememberPlace(window);
    await pageRuns.reached;
    const { installedPackage, mayLoadNativeModules } = await import('./installed-package.ts');
    const installed = installedPackage();
    if (installed && !(await mayLoadNativeModules(installed))) {
      app.exit(1);
      return new Promise(() => undefined);
    }
    const { wire } = await import('./wiring.ts');
    return wire({ installed, window, appFolder: __dirname, developmentOnly, ...commandLine });
  });
  wiring.catch((error: unknown) => {
    process.stderr.write(`conclave: cannot start: ${error instanceof Error ? (error.stack ?? error.message) : 'unknown reason'}\n`);
    app.exit(1);
  });

  ipcMain.handle(invokeChannel, async (event, name: unknown, request: unknown) => {
    pageRuns.come();
    return (await wiring).door(event, name, request);
  });
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
