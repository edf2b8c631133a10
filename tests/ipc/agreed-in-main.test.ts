import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { renameKey } from '../../electron/ceremony/keys/keys.ts';
import { contract, type OperationName } from '../../shared/ipc/contract.ts';
import { keyReference } from '../../shared/numbers.ts';
import { HostileRoom } from './hostile-room.ts';

const names = Object.keys(contract) as OperationName[];

let hostile: HostileRoom;
beforeEach(async () => {
  hostile = await HostileRoom.open();
});
afterEach(() => hostile.room.close());

describe('what a person agrees to in a window of main', () => {
  test.each([
    ['device.initialize', 0, () => ({ label: 'X', scheme: 'none', shares: 1, retries: 3, resetWithSoPin: true }), 'Initialize Device'],
    ['key.delete', 0, () => ({ reference: 1 }), 'Delete Key'],
    ['object.delete', 0, () => ({ file: hostile.fileNumbers()[0] }), 'Delete Object'],
    ['domain.remove-dkek', 1, () => ({ keyDomain: 0 }), 'Remove DKEK'],
    ['domain.delete', 1, () => ({ keyDomain: 0 }), 'Delete Key Domain'],
  ] as const)(
    '%s with the right confirmation still asks a person, in a window that names the device',
    async (name, index, request, title) => {
      const { enter, asked, room } = hostile;
      await enter('the window', 'object.read', { serial: 'UTTEST00001' });
      const before = await hostile.onTheCards();
      const serial = room.serialOf(index);
      const result = await enter('the window', name, { serial, ...request(), confirmation: serial.slice(-4) });
      expect(result).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
      expect(asked).toEqual([`${title}: Vault ${index + 1} ${serial}`]);
      expect(await hostile.onTheCards()).toEqual(before);
    },
  );

  test('every operation that changes a card says where a person agrees to it', () => {
    const changing = names.filter((name) => contract[name].effect === 'changes card');
    expect(changing.filter((name) => contract[name].consent === undefined)).toEqual([]);
    expect(names.filter((name) => contract[name].consent !== undefined)).toEqual(changing);
    const askedFirst = names.filter((name) => contract[name].consent === 'asked first');
    expect(askedFirst.sort()).toEqual([
      'clone.add',
      'domain.set-up',
      'key.generate-aes',
      'key.generate-ec',
      'key.generate-rsa',
      'key.rename',
      'object.rename',
    ]);
  });

  test.each([
    [
      'key.generate-aes',
      { label: 'Forged', size: 128, capabilities: [0x10, 0xa0], useCounter: 7 },
      ['Forged', 'AES-128', 'CBC_ENC (10)', '(A0)', '7,'],
    ],
    ['key.generate-rsa', { label: 'Forged', size: 1024 }, ['Forged', 'RSA-1024', 'no limit']],
    ['key.generate-ec', { label: 'Forged', curve: 'secp192r1' }, ['Forged', 'EC secp192r1']],
    ['key.rename', { reference: 1, label: 'Forged' }, ['HSM AES Key', 'Forged']],
    ['domain.set-up', { keyDomain: 1, shares: 200 }, ['1', '200']],
  ] as const)('%s: the question shows what was forged, and nothing happens without a yes', async (name, request, shown) => {
    const { enter, forms } = hostile;
    const serial = name === 'domain.set-up' ? 'UTTEST00002' : 'UTTEST00001';
    const before = await hostile.onTheCards();
    expect(await enter('the window', name, { serial, ...request })).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(await hostile.onTheCards()).toEqual(before);
    const [form] = forms;
    expect(form).toMatchObject({ title: contract[name].words, agree: { loses: false }, fields: [] });
    expect(form?.device).toContain(serial);
    const told = (form?.facts ?? []).flatMap(({ value }) => value);
    for (const text of shown) expect(told.filter((line) => line.includes(text))).not.toEqual([]);
  });

  test('what a person agrees to is what is made, and a device that became another meanwhile is left alone', async () => {
    const { enter, room } = hostile;
    hostile.answer = 'yes';
    const request = { serial: 'UTTEST00001', label: 'As agreed', size: 256, capabilities: [0x10, 0x92] };
    expect(await enter('the window', 'key.generate-aes', request)).toMatchObject({ ok: true });
    const made = room.device(0).keys.find(({ label }) => label === 'As agreed');
    expect(made).toMatchObject({ type: { kind: 'AES', size: 256 }, details: { capabilities: [0x10, 0x92] } });
    const rename = (label: string) => enter('the window', 'key.rename', { serial: 'UTTEST00001', reference: made?.reference, label });
    // While the question stands there, the key gets another name.
    hostile.meanwhile = () => renameKey(room.workstation, room.serialOf(0), keyReference(2), 'Other');
    expect(await rename('Second')).toMatchObject({ ok: false, failure: { code: 'question-outdated' } });
    expect(room.device(0).keys.map(({ label }) => label)).toEqual(['HSM AES Key', 'Other']);
  });

  test('asks nobody about what cannot be', async () => {
    const { enter, asked } = hostile;
    const key = { serial: 'UTTEST00001', size: 256, capabilities: [0x10] };
    const refused = async (name: OperationName, request: object) => {
      const result = await enter('the window', name, request);
      return result.ok ? 'done' : result.failure.code;
    };
    expect(await refused('key.generate-aes', { ...key, label: 'HSM AES Key' })).toBe('label-duplicate');
    expect(await refused('key.generate-aes', { ...key, label: 'a\u202eb' })).toBe('label-characters');
    expect(await refused('key.generate-aes', { ...key, label: 'K', serial: 'UTOTHER0001' })).toBe('no-such-device');
    expect(await refused('domain.set-up', { serial: 'UTTEST00001', keyDomain: 0, shares: 1 })).toBe('domains-not-supported');
    expect(await refused('clone.add', { serial: 'UTTEST00002', label: 'X' })).toBe('clone-no-run');
    expect(asked).toEqual([]);
  });

  test.each([
    ['object.import-data', { label: 'Forged', application: '', confidential: false }, ['Forged', 'anybody who has the device', '6']],
    ['object.import-data', { label: 'Forged', application: 'App', confidential: true }, ['Forged', 'App', 'whoever knows the User PIN']],
  ] as const)('%s: a file that was chosen for something else is named with what would be made of it', async (name, request, shown) => {
    const { enter, forms, room } = hostile;
    await writeFile(room.path('chosen.bin'), 'secret');
    hostile.opens = room.path('chosen.bin');
    const before = await hostile.onTheCards();
    expect(await enter('the window', name, { serial: 'UTTEST00001', ...request })).toMatchObject({ failure: { code: 'cancelled' } });
    expect(await hostile.onTheCards()).toEqual(before);
    const told = (forms[0]?.facts ?? []).flatMap(({ value }) => value);
    for (const text of [...shown, 'chosen.bin']) expect(told).toContain(text);
    // Whoever sees the hash of six characters soon knows them.
    expect(told.includes(createHash('sha256').update('secret').digest('hex'))).toBe(!request.confidential);
  });

  test('device.initialize: the form for the PINs says what was forged and what is lost', async () => {
    const { enter, forms } = hostile;
    const request = { label: 'Forged', scheme: 'none', shares: 1, retries: 3, resetWithSoPin: false, confirmation: '0001' };
    await enter('the window', 'device.initialize', { serial: 'UTTEST00001', ...request });
    const facts = Object.fromEntries((forms[0]?.facts ?? []).map(({ term, value }) => [term, value]));
    expect(facts).toEqual({
      'New label': 'Forged',
      'It loses': ['HSM AES Key'],
      'Keys under': 'no DKEK: no backup',
      'User PIN': 'blocked after 3 wrong tries',
      'SO-PIN': 'cannot set a new User PIN',
    });
  });
});
