/** PINs in the whole memory of the process that uses them, through a real pcscd; the device is in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleScript } from '../../build/bundle.mjs';
import { login, logout } from '../../electron/ceremony/pins/login.ts';
import { changePin, changeTheSoPin, unblockPin } from '../../electron/ceremony/pins/pins.ts';
import { initialize } from '../../electron/ceremony/set-up/initialize.ts';
import { pcscReaders } from '../../electron/transport/pcsc.ts';
import { serial as serialOf } from '../../shared/numbers.ts';
import { RehearsalRoom } from '../ceremony/rehearsal-room.ts';
import { foundInMemory, type Needle, randomNeedle, stirMemory, unmasked } from '../ceremony/shares/memory-scan.ts';
import { type PrivatePcscd, startPcscd } from './pcscd.ts';

const printable = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
const digits = '0123456789ABCDEF';
const needles: Record<string, Needle> = {
  'first User PIN': randomNeedle(14, printable),
  'second User PIN': randomNeedle(15, printable),
  'third User PIN': randomNeedle(13, printable),
  'first SO-PIN as typed': randomNeedle(16, digits),
  'second SO-PIN as typed': randomNeedle(16, digits),
};
const folder = mkdtempSync(join(tmpdir(), 'conclave-pins-'));
let pcscd: PrivatePcscd;
let room: RehearsalRoom;
let device: ChildProcess;

/** The 8 bytes that go to the card. */
function sent(typed: Needle): Needle {
  const secret = unmasked(typed);
  const value = (at: number) => digits.indexOf(String.fromCharCode(secret.expose()[at] ?? 0));
  const needle = Buffer.from(Array.from({ length: 8 }, (_, at) => ((value(2 * at) << 4) | value(2 * at + 1)) ^ 0x5a));
  secret.wipe();
  return needle;
}

beforeAll(async () => {
  for (const which of ['first', 'second']) needles[`${which} SO-PIN as sent`] = sent(needles[`${which} SO-PIN as typed`] as Needle);
  pcscd = await startPcscd({ readers: 1 });
  Object.assign(process.env, pcscd.env);
  const program = join(import.meta.dirname, '../../out/tests/simulator-for-pins.cjs');
  await bundleScript('electron/simulator/cli.ts', program);
  device = spawn(process.execPath, [program, '--vpcd', `127.0.0.1:${pcscd.ports[0]}`, '--serial', 'UTTEST00001'], { cwd: folder });
  room = new RehearsalRoom({ real: pcscReaders() });
  room.names.push(...pcscd.readerNames);
  room.fleet.start();
  await room.until(() => room.card(0).kind === 'device', 'the device');
}, 60_000);
afterAll(async () => {
  await room?.close();
  device?.kill('SIGKILL');
  await pcscd?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Types what the needles stand for, into fields by name, and wipes it as the secret window does. */
async function typing(entries: Readonly<Record<string, string>>, work: () => Promise<unknown>): Promise<void> {
  room.person.secrets = async (form, use) => {
    const answers = Object.fromEntries(
      form.fields.map(({ name, repeats }) => [name, unmasked(needles[entries[repeats ?? name] as string] as Needle)]),
    );
    stirMemory();
    try {
      return await use(answers);
    } finally {
      for (const secret of Object.values(answers)) secret.wipe();
    }
  };
  await work();
  stirMemory();
}

test('no PIN stays in memory after initialization, login, change, unblocking, and the change of the SO-PIN', async () => {
  expect(foundInMemory(needles)).toEqual({});
  const { workstation } = room;
  const serial = serialOf('UTTEST00001');
  const wanted = { serial, label: 'Vault', scheme: 'none', shares: 1, retries: 3, resetWithSoPin: true, confirmation: '0001' } as const;
  const steps: [string, Readonly<Record<string, string>>, () => Promise<unknown>][] = [
    ['initialization', { 'so-pin': 'first SO-PIN as typed', 'new-user-pin': 'first User PIN' }, () => initialize(workstation, wanted)],
    ['login', { 'user-pin': 'first User PIN' }, () => login(workstation, serial)],
    ['change', { 'user-pin': 'first User PIN', 'new-user-pin': 'second User PIN' }, () => changePin(workstation, serial)],
    ['logout and login', { 'user-pin': 'second User PIN' }, () => logout(workstation, serial).then(() => login(workstation, serial))],
    ['unblocking', { 'so-pin': 'first SO-PIN as typed', 'new-user-pin': 'third User PIN' }, () => unblockPin(workstation, serial)],
    [
      'change of the SO-PIN',
      { 'so-pin': 'first SO-PIN as typed', 'new-so-pin': 'second SO-PIN as typed' },
      () => changeTheSoPin(workstation, serial),
    ],
  ];
  for (const [name, entries, work] of steps) {
    await typing(entries, work);
    expect({ after: name, found: foundInMemory(needles) }).toEqual({ after: name, found: {} });
  }
}, 60_000);
