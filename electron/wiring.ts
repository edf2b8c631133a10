import { join } from 'node:path';
import { app, type BrowserWindow, type IpcMainInvokeEvent, type Session, utilityProcess } from 'electron';
import { eventChannels } from '../shared/ipc/channels.ts';
import type { EventName, Events } from '../shared/ipc/contract.ts';
import type { Progress } from '../shared/models/reports.ts';
import { about } from './about.ts';
import { channelOver } from './apdu/channel.ts';
import { Trace } from './apdu/trace.ts';
import { origins } from './app-content.ts';
import { appSession, cancelledRequests } from './app-session.ts';
import { askBeforeClosing } from './ask-before-closing.ts';
import { Documents } from './ceremony/documents.ts';
import { Fleet } from './ceremony/fleet/fleet.ts';
import { LongWork } from './ceremony/long-work.ts';
import { Modules } from './ceremony/module/modules.ts';
import type { Person } from './ceremony/person.ts';
import { askFirst } from './ceremony/questions/ask-first.ts';
import { watchedRoom } from './ceremony/script/watched-room.ts';
import type { Workstation } from './ceremony/workstation.ts';
import { ceremonyRecords } from './ceremony-records.ts';
import { forbidAllCoreDumps } from './core-dumps.ts';
import { derivePbeKey } from './crypto/derive-pbe-key.ts';
import { estimatePassword, generatePassword } from './crypto/password.ts';
import { diagnosticsDocument } from './diagnostics.ts';
import { documentDesk } from './document-window/document-window.ts';
import { documentWindows } from './document-windows.ts';
import { entryWindows } from './entry-windows.ts';
import { fileDialogs } from './file-dialogs.ts';
import type { door } from './ipc/door.ts';
import { Journal } from './journal.ts';
import { setMenu } from './menu/menu.ts';
import { Moment } from './moment.ts';
import type { OwnPackage } from './own-package.ts';
import { findModules, lookAtModule } from './pkcs11/find-modules.ts';
import { pkcs11Host } from './pkcs11/host.ts';
import { utilityStarter } from './pkcs11/process-starter.ts';
import { hasRealReader, Rehearsal } from './rehearsal.ts';
import { secretAsker } from './secret-window/ask.ts';
import { paperDesk } from './secret-window/paper-desk.ts';
import { sheetWindows } from './sheet-windows.ts';
import { temporaryDevice } from './temporary-device.ts';
import { pcscReaders } from './transport/pcsc.ts';
import { Watched } from './watched.ts';
import { hardenedWindow } from './window.ts';
import { workstationCheck } from './workstation-check.ts';

/** For the first cards to be read and shown, before this thread is held up by what requests need. A slow card is shown later. */
const cardsPatienceMs = 300;

export interface Surroundings {
  readonly window: BrowserWindow;
  /** The folder of the bundled app: preloads, pages, workers. */
  readonly appFolder: string;
  readonly developmentOnly: boolean;
  readonly rehearsal: boolean;
  /** The package the app runs from; undefined in a working folder. */
  readonly installed: OwnPackage | undefined;
}

export interface Wiring {
  readonly door: ReturnType<typeof door>;
  /** Closes all card connections. */
  readonly stop: () => Promise<void>;
}

/** Composes the app: transport, fleet, procedures, windows, door. */
export async function wire({ window, appFolder, developmentOnly, installed, rehearsal: asked }: Surroundings): Promise<Wiring> {
  const parent = () => (window.isDestroyed() ? undefined : window);
  const push = <Name extends EventName>(name: Name, event: Events[Name]) => parent()?.webContents.send(eventChannels[name], event);
  const real = pcscReaders();
  const rehearsal = new Rehearsal(join(app.getPath('userData'), 'rehearsal'), real);
  const runtime = { version: app.getVersion(), electron: process.versions.electron ?? '', developmentOnly };
  const [journal, trace] = [new Journal(), new Trace(200)];
  const cardsRead = new Moment(cardsPatienceMs);
  const fleet = new Fleet({
    real,
    channelOver: (connection) => channelOver(connection, { trace }),
    runtime,
    publish: (snapshot) => {
      push('snapshot', snapshot);
      if (!snapshot.readers.some(({ card }) => card.kind === 'reading')) cardsRead.come();
    },
  });
  rehearsal.attach(fleet);

  const progress = new Watched<Progress | null>(null);
  progress.watch((now) => push('progress', now));
  const longWork = new LongWork((now) => progress.set(now));
  let opened: Session | undefined;
  const secretSession = () => {
    opened ??= appSession('secret', join(appFolder, 'secret'));
    return opened;
  };
  const common = {
    parent,
    rehearsal: () => fleet.source.simulated,
    watchProgress: (listener: (now: Progress | null) => void) => progress.watch(listener),
    cancelWork: (work: string) => longWork.cancel(work),
  };
  const look = workstationCheck(installed, developmentOnly);
  const { recorder, custody, script } = ceremonyRecords(fleet, app.getPath('userData'), runtime, appFolder, look);
  const asking: Person = {
    ...fileDialogs(parent),
    secrets: secretAsker({
      ...common,
      ...secretWindows(appFolder, secretSession),
      estimate: estimatePassword,
      generate: async () => generatePassword(),
    }),
  };
  const desk = paperDesk({
    sheets: sheetWindows(appFolder, secretSession, parent),
    entry: entryWindows(appFolder, secretSession, common),
  });
  const { person, paper } = watchedRoom({ person: asking, paper: desk }, script);
  const modules = new Modules({
    fleet,
    longWork,
    startHost: () => pkcs11Host({ start: utilityStarter(utilityProcess), script: join(appFolder, 'pkcs11-process.cjs') }),
    find: findModules,
    inspect: lookAtModule,
    choiceFile: join(app.getPath('userData'), 'pkcs11-module.json'),
  });
  const workstation: Workstation = {
    fleet,
    person,
    paper,
    documents: new Documents(documentDesk(documentWindows(appFolder, parent))),
    custody,
    records: recorder,
    script,
    preflight: () => look(recorder.lastEntryAt),
    application: {
      about: () => about(developmentOnly, installed, modules.chosen),
      diagnose: async () =>
        diagnosticsDocument({
          about: await about(developmentOnly, installed, modules.chosen),
          snapshot: fleet.snapshot,
          findings: await look(recorder.lastEntryAt),
          journal: journal.entries,
          commands: trace.entries(),
          cancelledRequests,
        }),
    },
    modules,
    longWork,
    temporaryDevice: () => temporaryDevice(runtime),
    derivePbeKey: (password, salt, { signal, progress: report }) =>
      derivePbeKey(password, salt, { workerPath: join(appFolder, 'pbe-worker.cjs'), signal, progress: report }),
  };

  await modules.recall();
  const simulated = asked || !(await hasRealReader(real));
  // The page's own question is answered only when the door is open; what was published before the page could hear is told again.
  window.webContents.once('dom-ready', () => push('snapshot', fleet.snapshot));
  fleet.start(simulated ? await rehearsal.source() : real);
  await cardsRead.reached;
  // Before the door opens, and thus before there can be a secret.
  await forbidAllCoreDumps();
  const [{ door }, { handlersOf }] = await Promise.all([import('./ipc/door.ts'), import('./ipc/handlers/all.ts')]);
  setMenu((choice) => push('menu', choice));
  askBeforeClosing(window, fleet, custody);
  return {
    door: door({
      isTrusted: fromMainFrameOf(window),
      handlers: handlersOf(workstation, rehearsal),
      askFirst: askFirst(workstation),
      record: (operation, work) => recorder.operation(operation, work),
      follow: (operation, work) => journal.follow(operation, work),
      log,
    }),
    stop: async () => {
      modules.interrupt();
      await custody.close();
      await recorder.close();
      await fleet.stop();
    },
  };
}

const log = (line: string) => process.stderr.write(`conclave: ${line}\n`);

/** The caller must be the top frame of the main window, showing the app's own page. */
function fromMainFrameOf(window: BrowserWindow): (caller: unknown) => boolean {
  return (caller) => {
    const { sender, senderFrame } = caller as IpcMainInvokeEvent;
    return !window.isDestroyed() && sender === window.webContents && senderFrame?.parent === null && senderFrame.origin === origins.main;
  };
}

/** How a secret window is made. Its session and page exist only once they are needed. */
function secretWindows(appFolder: string, secretSession: () => Session) {
  return {
    url: `${origins.secret}/index.html`,
    origin: origins.secret,
    open: (parent: BrowserWindow | undefined) => {
      const window = hardenedWindow(secretSession(), join(appFolder, 'secret-preload.cjs'), {
        ...(parent ? { parent, modal: true } : {}),
        width: 540,
        height: 360,
        useContentSize: true,
        resizable: true,
        minimizable: false,
        maximizable: false,
        fullscreenable: false,
        title: 'Conclave',
      });
      window.removeMenu();
      return window;
    },
  };
}
