import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportPublicKey, registerFromFile } from '../../electron/ceremony/public-keys/public-key-files.ts';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { keyReference } from '../../shared/numbers.ts';
import { pins, RehearsalRoom } from '../ceremony/rehearsal-room.ts';
import { setUp } from '../ceremony/steps.ts';
import { type Opensc, opensc } from './opensc.ts';
import { type PrivatePcscd, startPcscd } from './pcscd.ts';
import { insertDevice } from './simulated-device.ts';

/**
 * sc-hsm-tool initializes a device for 2 of 3 public keys, exports keys from others and registers them; then its files and
 * ours are exchanged, byte for byte. The tool's exit codes mean nothing: what counts is what it prints.
 */
let pcscd: PrivatePcscd;
let tools: Opensc;
const target = SimulatedCard.create();
const custodian = SimulatedCard.create();
/** Initialized by us. */
const ours = SimulatedCard.create();
const connections: { close(): Promise<void> }[] = [];
const tool = (reader: number, ...args: string[]) => tools.run('sc-hsm-tool', '--reader', `${reader}`, ...args);
const path = (name: string) => join(tools.folder, name);
const pinOptions = ['--so-pin', pins.so, '--pin', pins.user];

const statusOf = (total: number, missing: number, required: number, authenticated: number) =>
  new RegExp(
    `Number of public keys: +${total}\nMissing public keys: +${missing}\nRequired pubkeys for auth: +${required}\nAuthenticated public keys: +${authenticated}`,
  );

beforeAll(async () => {
  pcscd = await startPcscd({ readers: 3 });
  tools = opensc(pcscd.env);
  connections.push(await insertDevice(target, pcscd, tools, 0), await insertDevice(custodian, pcscd, tools, 1));
});
afterAll(async () => {
  for (const connection of connections) await connection.close();
  await pcscd?.stop();
  tools?.remove();
});

describe('sc-hsm-tool with public keys', () => {
  test('a device without them says so', async () => {
    await tool(1, '--initialize', ...pinOptions, '--dkek-shares', '0');
    expect(await tool(1, '--public-key-auth-status')).toMatch(/not initialized for public key registration/);
  });

  test('initializes for 2 of 3, and tells that they are active', async () => {
    expect(await tool(0, '--initialize', ...pinOptions, '-K', '3', '-n', '2')).not.toMatch(/fail|error/i);
    expect(await tool(0, '-S')).toMatch(statusOf(3, 3, 2, 0));
    expect(await tool(0)).toMatch(/Public key authentication active/);
  });

  test('exports a key that pkcs11-tool generated, and registers it once', async () => {
    const made = await tools.run(
      'pkcs11-tool',
      '--slot-index',
      '1',
      '--login',
      '--pin',
      pins.user,
      '--keypairgen',
      '--key-type',
      'EC:prime256v1',
      '--id',
      '01',
      '--label',
      'Opens',
    );
    expect(made).toMatch(/Key pair generated/);
    expect(await tool(1, '-e', path('theirs.pka'), '-i', '1')).toMatch(/not verified/);
    expect(await tool(0, '-g', path('theirs.pka'))).toMatch(statusOf(3, 2, 2, 0));
    expect(await tool(0, '-g', path('theirs.pka'))).toMatch(/failed with/);
    expect(await tool(0, '-S')).toMatch(statusOf(3, 2, 2, 0));
  });
});

describe('our files and its files', () => {
  let room: RehearsalRoom;
  beforeAll(async () => {
    for (const connection of connections.splice(0)) await connection.close();
    room = new RehearsalRoom();
    room.add(target);
    room.add(custodian);
    room.add(ours);
    room.fleet.start(room.readers);
    await room.ready();
  });
  afterAll(() => room.close());

  test('we see its device as it does, and export the same bytes', async () => {
    expect(room.device(0)).toMatchObject({
      userPin: { kind: 'keys-first' },
      pka: { total: 3, registered: 1, required: 2, authenticated: 0, withPin: false },
    });
    room.person.saves(path('ours.pka'));
    await exportPublicKey(room.workstation, room.serialOf(1), keyReference(1));
    expect(readFileSync(path('ours.pka'))).toEqual(readFileSync(path('theirs.pka')));
  });

  test('we register what it exported', async () => {
    await setUp(room, 0, { scheme: 'none', publicKeys: { total: 2, required: 1, withPin: true } });
    room.person.opens(path('theirs.pka'));
    expect(await registerFromFile(room.workstation, room.serialOf(0))).toMatchObject({ registered: 1, total: 2 });
  });

  test('it registers what we exported, on a device that we initialized', async () => {
    await setUp(room, 2, { scheme: 'none', publicKeys: { total: 1, required: 1, withPin: true } });
    await room.fleet.stop();
    connections.push(await insertDevice(ours, pcscd, tools, 2));
    expect(await tool(2, '-S')).toMatch(statusOf(1, 1, 1, 0));
    expect(await tool(2, '-g', path('ours.pka'))).toMatch(statusOf(1, 0, 1, 0));
  });
});
