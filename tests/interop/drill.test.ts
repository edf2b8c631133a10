import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DrillRoom } from '../../electron/ceremony/drill/drill-room.ts';
import { PbeKeyDerivation } from '../../electron/crypto/pbe-key.ts';
import { Secret } from '../../electron/crypto/secret.ts';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { sparePins } from '../ceremony/drill/drill-scene.ts';
import { RehearsalRoom } from '../ceremony/rehearsal-room.ts';
import { soPin } from '../simulator/talk.ts';
import { type Opensc, opensc } from './opensc.ts';
import { type PrivatePcscd, startPcscd } from './pcscd.ts';
import { insertDevice } from './simulated-device.ts';

/** A device that only OpenSC's programs have set up, its DKEK shares and wrapped files theirs as well, goes through our drill. */
const passwords = ['a password', 'another one'];
const pin = '648219';
let pcscd: PrivatePcscd;
let tools: Opensc;
let room: RehearsalRoom;
let kcv: string;

const tool = (...args: string[]) => tools.run('sc-hsm-tool', ...args);
const path = (name: string) => join(tools.folder, name);

beforeAll(async () => {
  pcscd = await startPcscd({ readers: 1 });
  tools = opensc(pcscd.env);
  await insertDevice(SimulatedCard.create(), pcscd, tools);
  await tool('--initialize', '--so-pin', soPin, '--pin', pin, '--dkek-shares', '2', '--label', 'OpenSC');
  for (const [at, password] of passwords.entries()) {
    await tool('--create-dkek-share', path(`share-${at}.pbe`), '--password', password);
    await tool('--import-dkek-share', path(`share-${at}.pbe`), '--password', password);
  }
  kcv = /DKEK key check value +: ([0-9A-F]{16})/.exec(await tool())?.[1] ?? '';
  await mkdir(path('keys'));
  for (const [at, type] of ['rsa:2048', 'EC:prime256v1', 'EC:brainpoolP256r1'].entries()) {
    const id = `1${at}`;
    const said = await tools.run(
      'pkcs11-tool',
      ...['--login', '--pin', pin, '--keypairgen', '--key-type', type, '--id', id, '--label', `${type} key`],
    );
    expect(said).toContain('Key pair generated');
    await tool('--wrap-key', path(`keys/${at}.wky`), '--key-reference', String(at + 1), '--pin', pin);
  }
  room = new RehearsalRoom({
    derivePbeKey: async (password, salt) => {
      const derivation = new PbeKeyDerivation(password.expose(), salt);
      while (!derivation.step(10_000_000));
      const { key, iv } = derivation.result();
      return { key: new Secret(key), iv: new Secret(iv) };
    },
  });
  room.folder = await mkdtemp(join(tmpdir(), 'conclave-drill-'));
  room.add(SimulatedCard.create());
  room.fleet.start(room.readers);
  await room.ready();
}, 240_000);
afterAll(async () => {
  await room?.close();
  await pcscd?.stop();
  tools?.remove();
});

describe('wrapped files and shares of sc-hsm-tool', () => {
  test.each(['memory', 'simulated', 'spare'] as const)('go through a drill: %s', { timeout: 120_000 }, async (way) => {
    const drill = new DrillRoom(room.workstation);
    room.person.startOver().opens(path('keys'));
    await drill.addFolder();
    if (way === 'spare') room.person.types(sparePins);
    for (const [at, password] of passwords.entries()) room.person.opens(path(`share-${at}.pbe`)).types({ password });
    const outcome = await drill.run({
      way,
      ...(way === 'spare' ? { serial: room.serialOf(0) } : {}),
      shares: [{ from: 'file' }, { from: 'file' }],
    });
    expect(outcome, JSON.stringify(room.fleet.snapshot.drill?.drill)).toMatchObject({ passed: true, dkekKcv: kcv });
    expect(outcome.keys).toEqual(['rsa:2048 key', 'EC:prime256v1 key', 'EC:brainpoolP256r1 key']);
    for (const { opened, value, works } of room.fleet.snapshot.drill?.drill?.keys ?? [])
      expect([opened.word, value.word, works?.word]).toEqual(['opens', 'same', way === 'memory' ? undefined : 'works']);
  });

  test('a file in which one bit was changed is found', { timeout: 60_000 }, async () => {
    const bytes = await readFile(path('keys/0.wky'));
    bytes[200] = (bytes[200] as number) ^ 1;
    await writeFile(path('changed.wky'), bytes);
    const drill = new DrillRoom(room.workstation);
    room.person.startOver().opens(path('changed.wky'));
    await drill.addFile();
    for (const [at, password] of passwords.entries()) room.person.opens(path(`share-${at}.pbe`)).types({ password });
    expect(await drill.run({ way: 'memory', shares: [{ from: 'file' }, { from: 'file' }] })).toMatchObject({ passed: false });
  });
});
