import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleSheets } from '../ceremony/sample-sheets.ts';
import { pictureOf } from '../secret-window/scanner/picture.ts';
import { screenshot } from './harness.ts';
import { openPaperStage, type Stage } from './paper-stage.ts';
import { y4m } from './y4m.ts';

let stage: Stage;
const folder = mkdtempSync(join(tmpdir(), 'conclave-camera-'));
const film = join(folder, 'camera.y4m');
const sheets = sampleSheets();
const codesOf = (name: string) => sheets[name]?.codes.map(({ text }) => text) ?? [];
const share = { title: 'Import DKEK Share', purpose: '', kind: 'ours' as const, position: '1 of 2', primeFirst: false, entered: [] };

/** What the camera sees from the next start on: a sheet held a little askew. */
function hold(...texts: readonly string[]): void {
  const codes = texts.map((text, at) => ({ text, left: 120 + at * 520, top: 200, module: texts.length > 1 ? 5.5 : 8 }));
  writeFileSync(film, y4m(pictureOf(1280, 960, codes, { degrees: 3, noise: 30 })));
}

beforeAll(async () => {
  hold();
  stage = await openPaperStage(['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`]);
}, 60_000);
afterAll(async () => {
  await stage?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function openCamera(window: Page): Promise<Page> {
  const scanner = await stage.nextWindow('app://scanner/', () => window.getByRole('button', { name: 'Scan with camera' }).click());
  await scanner.waitForSelector('video');
  return scanner;
}

describe('the camera', () => {
  it('reads a share that is held before it', async () => {
    hold(...codesOf('password-share'));
    const window = await stage.open('enterShare', share);
    await openCamera(window);
    expect(await stage.outcome()).toEqual({ ok: true, value: 'judged' });
    expect((await stage.call('entries')).at(-1)).toMatchObject({ scanned: true, idText: '2' });
    expect(await stage.call('wiped')).toBe(true);
  });

  it('says which code is the wrong one, and goes on', async () => {
    hold(...codesOf('share-file'));
    const window = await stage.open('enterShare', share);
    const scanner = await openCamera(window);
    await scanner.getByText('This code is from a sheet of a DKEK share file').waitFor();
    await screenshot(scanner, 'entry-camera-light');
    await scanner.emulateMedia({ colorScheme: 'dark' });
    await screenshot(scanner, 'entry-camera-dark');
    const closed = scanner.waitForEvent('close');
    await scanner.keyboard.press('Escape');
    await closed;
    // Giving up a scan is nothing to complain about, and the entry goes on.
    await window.getByRole('button', { name: 'Cancel' }).waitFor();
    expect(await window.getByRole('alert').isVisible()).toBe(false);
    await window.getByRole('button', { name: 'Cancel' }).click();
    expect(await stage.outcome()).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  });

  it('keeps the codes it has read of a sheet when it is put away', async () => {
    const codes = codesOf('wrapped-rsa');
    hold(...codes.slice(0, 2));
    const window = await stage.open('enterSheet', { title: 'Restore from paper', purpose: '' });
    const scanner = await openCamera(window);
    await scanner.getByText('2 read; still missing: code 3').waitFor();
    const closed = scanner.waitForEvent('close');
    await scanner.getByRole('button', { name: 'Cancel' }).click({ noWaitAfter: true });
    await closed;
    await window.getByText(`2 of ${codes.length} codes were found.`).waitFor();
    await window.getByRole('button', { name: 'Cancel' }).click();
    await stage.outcome();
  });

  it('is given as video to the open scanner only: no sound, and not to the page where shares are typed', async () => {
    hold();
    const window = await stage.open('enterShare', share);
    const scanner = await openCamera(window);
    const asked = (page: Page, constraints: MediaStreamConstraints) =>
      page.evaluate(
        (wanted) =>
          navigator.mediaDevices.getUserMedia(wanted).then(
            () => 'given',
            (error) => error.name,
          ),
        constraints,
      );
    expect(await asked(scanner, { video: true })).toBe('given');
    expect(await asked(scanner, { audio: true })).toBe('NotAllowedError');
    expect(await asked(scanner, { audio: true, video: true })).toBe('NotAllowedError');
    expect(await asked(window, { video: true })).toBe('NotAllowedError');
    const bridge = await scanner.evaluate(() => Object.keys((globalThis as unknown as { scanner: object }).scanner).sort());
    expect(bridge).toEqual(['ended', 'found', 'job']);
    const closed = scanner.waitForEvent('close');
    await scanner.getByRole('button', { name: 'Cancel' }).click({ noWaitAfter: true });
    await closed;
    await window.getByRole('button', { name: 'Cancel' }).click();
    await stage.outcome();
  });
});
