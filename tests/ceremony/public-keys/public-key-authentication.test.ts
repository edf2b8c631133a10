import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { generateAes, generateEc, generateRsa } from '../../../electron/ceremony/keys/generate.ts';
import { login, logout } from '../../../electron/ceremony/pins/login.ts';
import { changePin, unblockPin } from '../../../electron/ceremony/pins/pins.ts';
import { authenticateWithDevice, findPkaKeys, refreshPka } from '../../../electron/ceremony/public-keys/public-key-authentication.ts';
import { exportPublicKey, registerFromFile, registerFromKey } from '../../../electron/ceremony/public-keys/public-key-files.ts';
import { readPublicKeyFile } from '../../../electron/codec/public-key-file.ts';
import type { KeyReference, Serial } from '../../../shared/numbers.ts';
import { pins, RehearsalRoom } from '../rehearsal-room.ts';
import { logIn, refusal, setUp } from '../steps.ts';

/** Device 0 is opened by 2 of 3 custodians, who hold devices 1, 2 and 3 with one EC key each. */
let room: RehearsalRoom;
let keys: { readonly serial: Serial; readonly reference: KeyReference }[];
const target = () => room.serialOf(0);
const key = (custodian: number) => keys[custodian - 1] as (typeof keys)[0];
const pka = () => room.device(0).pka;
const capabilities = [0x10, 0x11];

async function custodian(index: number, curve: 'secp256r1' | 'brainpoolP256r1' = 'brainpoolP256r1') {
  await setUp(room, index, { scheme: 'none' });
  await logIn(room, index);
  const { serial, reference } = await generateEc(room.workstation, { serial: room.serialOf(index), label: `Custodian ${index}`, curve });
  await logout(room.workstation, serial);
  return { serial, reference };
}

/** The target as it is initialized: keys in place of the PIN, unless told otherwise. */
async function initializeTarget(publicKeys = { total: 3, required: 2, withPin: false }): Promise<void> {
  await setUp(room, 0, { scheme: 'random', publicKeys });
}

async function registerAll(): Promise<void> {
  for (const each of keys) await registerFromKey(room.workstation, target(), each);
}

async function authenticate(index: number): Promise<void> {
  room.person.types({ 'user-pin': pins.user });
  await authenticateWithDevice(room.workstation, target(), key(index));
}

beforeEach(async () => {
  room = await RehearsalRoom.withDevices(4);
  keys = [await custodian(1), await custodian(2, 'secp256r1'), await custodian(3)];
});
afterEach(() => room.close());

describe('keys in place of the PIN', () => {
  test('two of three custodians open the device, without any PIN of its own', async () => {
    await initializeTarget();
    expect(room.person.forms.at(-1)?.fields.map(({ name }) => name)).toEqual(['so-pin', 'repeat-so-pin']);
    expect(pka()).toEqual({ total: 3, registered: 0, required: 2, authenticated: 0, withPin: false, keys: [] });
    expect(room.device(0)).toMatchObject({ label: 'Vault 1', initialized: true, userPin: { kind: 'keys-first' } });

    await registerAll();
    expect(pka()).toMatchObject({ registered: 3, keys: keys.map(({ serial }) => ({ holder: `${serial}00001`, authenticated: false })) });
    await authenticate(3);
    expect(pka()).toMatchObject({ authenticated: 1 });
    expect(room.device(0).userPin.kind).toBe('keys-first');
    await expect(generateAes(room.workstation, { serial: target(), label: 'K', size: 256, capabilities })).rejects.toEqual(
      refusal('pka-needed'),
    );
    await authenticate(1);
    expect(pka()?.keys?.map(({ authenticated }) => authenticated)).toEqual([true, false, true]);
    expect(room.device(0).userPin.kind).toBe('verified');
    await generateAes(room.workstation, { serial: target(), label: 'K', size: 256, capabilities });

    await logout(room.workstation, target());
    expect(pka()).toMatchObject({ registered: 3, authenticated: 0 });
    expect(room.device(0).userPin.kind).toBe('keys-first');
    for (const secret of room.person.handedOut) expect(() => secret.expose()).toThrow('wiped');
  });

  test('the custodian’s device is logged out again, unless it was logged in before', async () => {
    await initializeTarget();
    await registerAll();
    await authenticate(1);
    expect(room.device(1).userPin.kind).toBe('not-verified');
    await logIn(room, 2);
    await authenticateWithDevice(room.workstation, target(), key(2));
    expect(room.device(2).userPin.kind).toBe('verified');
  });

  test('a wrong PIN of a custodian costs a try there and authenticates nobody; a closed window too', async () => {
    await initializeTarget();
    await registerAll();
    room.person.types({ 'user-pin': '111111' }, 'close');
    await expect(authenticateWithDevice(room.workstation, target(), key(1))).rejects.toEqual(refusal('cancelled'));
    expect(room.device(1).userPin).toEqual({ kind: 'not-verified', triesLeft: 2 });
    expect(pka()).toMatchObject({ authenticated: 0 });
  });

  test('has no User PIN to enter, change or unblock', async () => {
    await initializeTarget();
    await expect(login(room.workstation, target())).rejects.toEqual(refusal('pka-needed'));
    await expect(changePin(room.workstation, target())).rejects.toEqual(refusal('pka-without-pin'));
    await expect(unblockPin(room.workstation, target())).rejects.toEqual(refusal('pka-without-pin'));
  });

  test('one key counts once, an unregistered one not at all, and none before all are registered', async () => {
    await initializeTarget();
    await registerFromKey(room.workstation, target(), key(1));
    room.person.types({ 'user-pin': pins.user });
    await expect(authenticateWithDevice(room.workstation, target(), key(1))).rejects.toEqual(refusal('pka-keys-missing'));
    await expect(authenticateWithDevice(room.workstation, target(), key(2))).rejects.toEqual(refusal('pka-not-registered'));
    await registerFromKey(room.workstation, target(), key(2));
    await registerFromKey(room.workstation, target(), key(3));
    await authenticate(1);
    room.person.types({ 'user-pin': pins.user });
    await expect(authenticateWithDevice(room.workstation, target(), key(1))).rejects.toEqual(refusal('pka-already-authenticated'));
    await expect(authenticateWithDevice(room.workstation, target(), { serial: target(), reference: key(1).reference })).rejects.toEqual(
      refusal('pka-same-device'),
    );
    expect(pka()).toMatchObject({ authenticated: 1 });
  });

  test('lists the keys within reach and how each stands', async () => {
    await initializeTarget();
    await logIn(room, 3);
    await generateRsa(room.workstation, { serial: room.serialOf(3), label: 'RSA', size: 1024 });
    await registerFromKey(room.workstation, target(), key(1));
    await registerFromKey(room.workstation, target(), key(2));
    room.pull(2);
    await room.until(() => room.card(2).kind === 'empty');
    expect(await findPkaKeys(room.workstation, target())).toEqual([
      { ...key(1), device: 'Vault 2', label: 'Custodian 1', holder: `${key(1).serial}00001`, state: 'registered' },
      { ...key(3), device: 'Vault 4', label: 'Custodian 3', holder: `${key(3).serial}00001`, state: 'not-registered' },
    ]);
    await expect(findPkaKeys(room.workstation, key(1).serial)).rejects.toEqual(refusal('pka-not-set-up'));
  });

  test('a pulled device begins anew, and a refresh tells what others did', async () => {
    await initializeTarget();
    await registerAll();
    await authenticate(1);
    await room.reinsert(0);
    expect(pka()).toMatchObject({ registered: 3, authenticated: 0 });
    await refreshPka(room.workstation, target());
    await expect(refreshPka(room.workstation, key(1).serial)).rejects.toEqual(refusal('pka-not-set-up'));
  });

  test('initializing again takes it away', async () => {
    await initializeTarget();
    await setUp(room, 0);
    expect(pka()).toBeUndefined();
    expect(room.device(0).userPin).toEqual({ kind: 'not-verified', triesLeft: 3 });
  });
});

test('with the PIN as well, the keys come first and then the PIN', async () => {
  await initializeTarget({ total: 3, required: 1, withPin: true });
  expect(room.person.forms.at(-1)?.fields).toHaveLength(4);
  await registerAll();
  await expect(login(room.workstation, target())).rejects.toEqual(refusal('pka-needed'));
  await authenticate(2);
  expect(room.device(0).userPin).toEqual({ kind: 'not-verified', triesLeft: 3 });
  await logIn(room, 0);
  expect(room.device(0).userPin.kind).toBe('verified');
});

describe('registration by file', () => {
  const exported = async (index: number) => {
    room.person.saves(room.path(`custodian-${index}.pka`));
    return exportPublicKey(room.workstation, key(index).serial, key(index).reference);
  };

  test('an exported key is registered from its file, and needs no device of the custodian', async () => {
    await initializeTarget();
    const file = await exported(1);
    expect(file).toMatchObject({ label: 'Custodian 1', holder: `${key(1).serial}00001` });
    expect(room.person.suggested).toBe(`Custodian 1 ${key(1).serial}.pka`);
    room.pull(1);
    room.person.opens(file.path);
    expect(await registerFromFile(room.workstation, target())).toEqual({
      holder: `${key(1).serial}00001`,
      device: `${key(1).serial}00000`,
      registered: 1,
      total: 3,
    });
    room.person.opens(file.path);
    await expect(registerFromFile(room.workstation, target())).rejects.toEqual(refusal('pka-name-taken'));
    expect(pka()).toMatchObject({ registered: 1 });
  });

  test('the vendor’s Key Manager form is read as well', async () => {
    await initializeTarget();
    const { path } = await exported(1);
    const { request, device, issuer } = readPublicKeyFile(await readFile(path));
    const { encodeTlv } = await import('../../../electron/codec/tlv.ts');
    const { hex } = await import('../../../shared/bytes.ts');
    const oid = encodeTlv(0x06, hex.decode('2B0601040181C31F040301'));
    const other = encodeTlv(0x30, oid, encodeTlv(0x61, issuer), encodeTlv(0x62, device), encodeTlv(0x63, request));
    await writeFile(room.path('key-manager.bin'), other);
    room.person.opens(room.path('key-manager.bin'));
    expect(await registerFromFile(room.workstation, target())).toMatchObject({ registered: 1 });
  });

  test('a damaged, foreign or too large file is refused before the device is asked', async () => {
    await initializeTarget();
    const { path } = await exported(1);
    const good = await readFile(path);
    const bad: [string, Uint8Array, Parameters<typeof refusal>[0]][] = [
      ['empty', new Uint8Array(0), 'pka-file-malformed'],
      ['cut', good.subarray(0, -1), 'pka-file-malformed'],
      ['longer', Buffer.concat([good, Buffer.of(0)]), 'pka-file-malformed'],
      ['text', Buffer.from('0 words of no key'), 'pka-file-malformed'],
      ['large', Buffer.alloc(20_000), 'file-unreadable'],
    ];
    for (let at = 12; at < good.length; at += 97) {
      const altered = Uint8Array.from(good);
      altered[at] = (altered[at] as number) ^ 0x01;
      bad.push([`altered-${at}`, altered, 'pka-not-vouched-for']);
    }
    for (const [name, bytes, code] of bad) {
      await writeFile(room.path(name), bytes);
      room.sent.length = 0;
      room.person.opens(room.path(name));
      const refused = await registerFromFile(room.workstation, target()).then(
        () => 'registered',
        (error) => error.failure.code,
      );
      // An altered length or tag makes the file malformed. The issuer's name of its own issuer is for the device to know.
      const possible = code === 'pka-not-vouched-for' ? [code, 'pka-file-malformed', 'pka-issuer-unknown'] : [code];
      expect(possible, name).toContain(refused);
      if (refused !== 'pka-issuer-unknown') expect(room.sent.filter((command) => /^00(22|2A)/.test(command))).toEqual([]);
    }
    expect(pka()).toMatchObject({ registered: 0 });
  });

  test('a key without its own request cannot be exported or registered; all places taken is said so', async () => {
    await logIn(room, 1);
    const rsa = await generateRsa(room.workstation, { serial: room.serialOf(1), label: 'RSA', size: 1024 });
    await expect(exportPublicKey(room.workstation, rsa.serial, rsa.reference)).rejects.toEqual(refusal('pka-key-unsuitable'));
    await initializeTarget({ total: 1, required: 1, withPin: false });
    await expect(registerFromKey(room.workstation, target(), rsa)).rejects.toEqual(refusal('pka-key-unsuitable'));
    await expect(registerFromKey(room.workstation, target(), { ...rsa, serial: target() })).rejects.toEqual(refusal('pka-same-device'));
    await registerFromKey(room.workstation, target(), key(1));
    await expect(registerFromKey(room.workstation, target(), key(2))).rejects.toEqual(refusal('pka-full'));
    await expect(registerFromKey(room.workstation, key(1).serial, key(2))).rejects.toEqual(refusal('pka-not-set-up'));
  });
});

describe('a device pulled while two of them work together', () => {
  /** The first that is pulled at its n-th command during an authentication. */
  async function pulledAt(index: number, at: number, after: boolean): Promise<boolean> {
    room.person.startOver().types({ 'user-pin': pins.user });
    room.cards[index]?.faults.add({ at, kind: 'removed', after });
    const failed = await authenticateWithDevice(room.workstation, target(), key(1)).then(
      () => undefined,
      (error) => error.failure.code,
    );
    room.cards[index]?.faults.clear();
    room.person.startOver();
    if (failed === undefined) return false;
    expect(failed).toBe('card-removed');
    expect(room.card(index).kind).toBe('empty');
    const other = index === 0 ? 1 : 0;
    expect(room.device(other)).not.toHaveProperty('activity');
    await room.reinsert(index);
    expect(room.device(index).notice).toContain('Authenticate with Device was interrupted');
    // the device that stayed works on
    await room.fleet.run(room.serialOf(other), 'Go on', (device) => device.readPins());
    expect(room.device(1).userPin).toMatchObject({ kind: 'not-verified' });
    await logout(room.workstation, target());
    return true;
  }

  test.each([
    ['the device', 0, false],
    ['the device, its command done,', 0, true],
    ['the custodian’s device', 1, false],
    ['the custodian’s device, its command done,', 1, true],
  ] as const)('%s comes back and the custodian authenticates again', async (_, index, after) => {
    await initializeTarget();
    await registerAll();
    let at = 1;
    while (await pulledAt(index, at, after)) at++;
    expect(at).toBeGreaterThan(2);
    expect(pka()).toMatchObject({ authenticated: 1 });
  });
});
