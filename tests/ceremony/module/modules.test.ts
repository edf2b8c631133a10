import { appendFileSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Modules } from '../../../electron/ceremony/module/modules.ts';
import { lookAtModule } from '../../../electron/pkcs11/find-modules.ts';
import { badModule } from '../../pkcs11/bad-modules.ts';
import { type SoftToken, softhsmModule, softToken } from '../../pkcs11/softhsm.ts';
import { RehearsalRoom } from '../rehearsal-room.ts';
import { refusal, setUp } from '../steps.ts';
import { moduleScript, roomWithModules } from './module-room.ts';

const folder = mkdtempSync(join(tmpdir(), 'conclave-modules-'));
let token: SoftToken;
let script: string;
let room: RehearsalRoom;

beforeAll(async () => {
  script = await moduleScript('ceremony');
  token = softToken();
  Object.assign(process.env, token.env);
}, 60_000);
afterAll(() => {
  token.remove();
  rmSync(folder, { recursive: true });
});
afterEach(() => room.close());

const choose = async (path: string) => {
  await room.workstation.modules.inspect(path);
  await room.workstation.modules.choose(path);
};
const look = () => room.workstation.modules.withModule(room.serialOf(0), 'Look', async () => 'looked');

/** The Modules of the next run of the app. */
async function nextRun(): Promise<Modules> {
  const next = new Modules({
    fleet: room.fleet,
    longWork: room.workstation.longWork,
    startHost: () => {
      throw new Error('nothing is started');
    },
    find: async () => [],
    inspect: lookAtModule,
    choiceFile: room.path('pkcs11-module.json'),
  });
  await next.recall();
  return next;
}

test('in a rehearsal no module is started: it could not see the readers', async () => {
  room = await RehearsalRoom.withDevices(1);
  await expect(look()).rejects.toEqual(refusal('pkcs11-not-in-rehearsal'));
});

describe('the choice', () => {
  let copy: string;
  beforeEach(async () => {
    room = await roomWithModules(script);
    copy = join(folder, `softhsm-${Date.now()}.so`);
    copyFileSync(softhsmModule, copy);
  });

  test('is one of the files that were shown, and is shown with its hash and what it says of itself', async () => {
    await expect(look()).rejects.toEqual(refusal('pkcs11-no-module'));
    await expect(room.workstation.modules.choose(copy)).rejects.toEqual(refusal('pkcs11-no-module'));
    await choose(copy);
    const { sha256 } = await lookAtModule(copy);
    expect(room.fleet.snapshot.module).toMatchObject({ path: copy, sha256, library: expect.stringContaining('SoftHSM') });
  });

  test('is kept for the next run, and refused there when its file has changed or gone', async () => {
    await choose(copy);
    expect((await nextRun()).chosen).toMatchObject({ path: copy });
    appendFileSync(copy, 'x');
    const changed = await nextRun();
    expect(changed.chosen?.trouble?.code).toBe('pkcs11-module-changed');
    rmSync(copy);
    expect((await nextRun()).chosen?.trouble?.code).toBe('pkcs11-module-missing');
  });

  test('is refused when the file changes under the running app, until it is chosen again', async () => {
    await choose(copy);
    appendFileSync(copy, 'x');
    await expect(look()).rejects.toEqual(refusal('pkcs11-module-changed'));
    expect(room.fleet.snapshot.module?.trouble?.code).toBe('pkcs11-module-changed');
    // What was shown before is no longer there: the file must be looked at again.
    await expect(room.workstation.modules.choose(copy)).rejects.toEqual(refusal('pkcs11-module-changed'));
    await choose(copy);
    expect(room.fleet.snapshot.module?.trouble).toBeUndefined();
  });

  test('of a library that is no module, or crashes when it starts, leaves the one before', async () => {
    await choose(copy);
    await expect(choose('/bin/true')).rejects.toMatchObject({ failure: { code: expect.stringMatching(/^pkcs11-/) } });
    expect(room.fleet.snapshot.module?.path).toBe(copy);
  });
});

describe('a device that is lent to a module', () => {
  test('comes back when the module does not show it', async () => {
    room = await roomWithModules(script);
    await setUp(room, 0, { scheme: 'none' });
    await choose(softhsmModule);
    await expect(look()).rejects.toMatchObject({
      failure: { code: 'pkcs11-device-not-shown', meaning: expect.stringContaining('other devices') },
    });
    expect(room.device()).toMatchObject({ userPin: { kind: 'not-verified', triesLeft: 3 } });
    expect(room.device().activity).toBeUndefined();
  });

  test('comes back when the module crashes, and when it hangs', async () => {
    room = await roomWithModules(script, { slots: 200 });
    await choose(badModule(folder, 'aborts'));
    await expect(look()).rejects.toEqual(refusal('pkcs11-crashed'));
    expect(room.device().serial).toBe('UTTEST00001');
    await choose(badModule(folder, 'sleeps'));
    await expect(look()).rejects.toEqual(refusal('pkcs11-hung'));
    expect(room.device().serial).toBe('UTTEST00001');
  });

  test('comes back when the person cancels while the module hangs, and when the app quits', async () => {
    room = await roomWithModules(script);
    await choose(badModule(folder, 'sleeps'));
    const cancelled = look();
    cancelled.catch(() => undefined);
    await room.until(() => room.progress.at(-1)?.cancellable === true && room.device().activity === 'Look');
    await new Promise((done) => setTimeout(done, 300));
    room.workstation.longWork.cancel(room.progress.at(-1)?.work as string);
    await expect(cancelled).rejects.toEqual(refusal('cancelled'));
    expect(room.device().activity).toBeUndefined();

    const quitting = look();
    quitting.catch(() => undefined);
    await room.until(() => room.device().activity === 'Look');
    await new Promise((done) => setTimeout(done, 300));
    room.workstation.modules.interrupt();
    await room.fleet.stop();
    await expect(quitting).rejects.toBeDefined();
  });
});
