import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from 'playwright';
import type { RunningApp } from './harness.ts';

/** Something that was kept or said, by a name that tells where it was found. */
export interface Place {
  readonly name: string;
  readonly content: Buffer;
}

interface Recorder {
  conclaveIpc?: string[];
}

/** Records whatever crosses between main and the main window from now on, in both directions. */
export function recordIpc(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ BrowserWindow, ipcMain }) => {
    const kept: string[] = [];
    (globalThis as Recorder).conclaveIpc = kept;
    const asText = (value: unknown) =>
      JSON.stringify(value, (_key, part) => (ArrayBuffer.isView(part) ? Buffer.from(part.buffer as ArrayBuffer).toString('latin1') : part));
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (!contents) throw new Error('there is no main window');
    const send = contents.send.bind(contents);
    contents.send = (channel: string, ...args: unknown[]) => {
      kept.push(`push ${channel} ${asText(args)}`);
      send(channel, ...args);
    };
    type Handlers = Map<string, (event: unknown, ...args: unknown[]) => unknown>;
    // Electron keeps the handlers of `handle` in a map of its own; there is no public way to listen.
    for (const owner of [ipcMain, contents.ipc] as unknown as { _invokeHandlers: Handlers }[]) {
      for (const [channel, handler] of owner._invokeHandlers) {
        owner._invokeHandlers.set(channel, async (event, ...args) => {
          kept.push(`asked ${channel} ${asText(args)}`);
          const result = await handler(event, ...args);
          kept.push(`answered ${channel} ${asText(result)}`);
          return result;
        });
      }
    }
  });
}

export async function recordedIpc(app: ElectronApplication): Promise<string> {
  return (await app.evaluate(() => (globalThis as Recorder).conclaveIpc?.join('\n'))) ?? '';
}

/** Everything the app has left within reach: DOM, console, output, messages, files in `folders`, arguments and environment. */
export async function searchable({ app, page, consoleLines, output }: RunningApp, folders: readonly string[]): Promise<Place[]> {
  const text = (name: string, content: string): Place => ({ name, content: Buffer.from(content) });
  const dom = await page.evaluate(() => {
    const fields = [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value);
    return [document.documentElement.outerHTML, ...fields, JSON.stringify({ ...localStorage, ...sessionStorage })].join('\n');
  });
  return [
    text('DOM of the main window', dom),
    text('console of the main window', consoleLines.join('\n')),
    text('output of the app', output()),
    text('messages of the main window', await recordedIpc(app)),
    ...folders.flatMap(filesBelow),
    ...processesOf(app.process().pid as number),
  ];
}

/** Which secrets were found where: as text, as UTF-16, in hex and in base64. */
export function tracesOf(secrets: readonly string[], places: readonly Place[]): string[] {
  return places.flatMap(({ name, content }) =>
    secrets.flatMap((secret) => formsOf(secret).flatMap(([form, bytes]) => (content.includes(bytes) ? [`${form} in ${name}`] : []))),
  );
}

function formsOf(secret: string): [string, Buffer][] {
  const bytes = Buffer.from(secret);
  // Base64 of the middle bytes is the same at each of the three alignments only without its edges.
  const inBase64 = [0, 1, 2].map((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    return ['base64', Buffer.from(whole.slice(shift === 0 ? 0 : 4, -4))] as [string, Buffer];
  });
  const packed: [string, Buffer][] = /^(?:[0-9a-f]{2}){8}$/i.test(secret) ? [['packed hex', Buffer.from(secret, 'hex')]] : [];
  return [
    ['text', bytes],
    ['UTF-16', Buffer.from(secret, 'utf16le')],
    ['hex', Buffer.from(bytes.toString('hex'))],
    ['upper-case hex', Buffer.from(bytes.toString('hex').toUpperCase())],
    ...inBase64,
    ...packed,
  ];
}

/** A simulated device is a stand-in for a card: what it keeps is inside the card, and its state file says so. */
const insideTheCard = /\/rehearsal\/device-\d+\.json$/;

function filesBelow(folder: string): Place[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => !insideTheCard.test(path) && statSync(path, { throwIfNoEntry: false })?.isFile())
    .map((path) => ({ name: path, content: readFileSync(path) }));
}

/** Arguments and environment of the app's processes, where the system shows them (Linux). */
function processesOf(pid: number): Place[] {
  if (process.platform !== 'linux') return [];
  const children = readdirSync('/proc').filter((each) => /^\d+$/.test(each) && isBelow(Number(each), pid));
  return [String(pid), ...children].flatMap((each) =>
    ['cmdline', 'environ'].flatMap((name) => {
      try {
        return [{ name: `/proc/${each}/${name}`, content: readFileSync(`/proc/${each}/${name}`) }];
      } catch {
        return [];
      }
    }),
  );
}

function isBelow(pid: number, ancestor: number): boolean {
  try {
    const parent = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0);
    return parent === ancestor || (parent > 1 && isBelow(parent, ancestor));
  } catch {
    return false;
  }
}
