import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import type { VpcdConnection } from '../../electron/simulator/vpcd.ts';
import { hex } from '../../shared/bytes.ts';
import { ask, importDkek, initialize, pin, selectApplet, soPin, words } from '../simulator/talk.ts';
import { type Opensc, opensc } from './opensc.ts';
import { type PrivatePcscd, startPcscd } from './pcscd.ts';
import { insertDevice } from './simulated-device.ts';

/** OpenSC's PKCS#11 and PKCS#15 programs use a simulated device through pcscd, step by step, one device for all. */
let pcscd: PrivatePcscd;
let tools: Opensc;
let inserted: VpcdConnection;
const card = SimulatedCard.create({ serial: 'UTSIM00PK11' });
const userPin = '648219';
const message = 'a message to sign';

const pkcs11 = (...args: string[]) => tools.run('pkcs11-tool', ...args);
const loggedIn = (...args: string[]) => pkcs11('--login', '--pin', userPin, ...args);
const path = (name: string) => join(tools.folder, name);
/** Status words of commands past pcscd, in a session of their own: pcscd cuts the power of a card that nobody uses for some seconds. */
function directly(...commands: string[]): Promise<string[]> {
  card.powerOn();
  return words(card, ...commands);
}
function listObjects(): Promise<string> {
  card.powerOn();
  return ask(card, '80580000000000');
}

beforeAll(async () => {
  pcscd = await startPcscd({ readers: 1 });
  tools = opensc(pcscd.env);
  await ask(card, initialize('920101'));
  await ask(card, '00D72F0316 54020000 5310 300E020100 80054B4559532D 03020520');
  await ask(card, importDkek());
  await writeFile(path('message'), message);
  inserted = await insertDevice(card, pcscd, tools);
});

afterAll(async () => {
  await inserted?.close();
  await pcscd?.stop();
  tools?.remove();
});

describe('OpenSC on a simulated device', () => {
  test('pkcs11-tool lists the slot with label, serial and firmware', async () => {
    const listed = await pkcs11('--list-token-slots');
    expect(listed).toMatch(/token label +: KEYS- \(UserPIN\)/);
    expect(listed).toMatch(/serial num +: UTSIM00PK11/);
    expect(listed).toMatch(/firmware version +: 4\.1/);
    expect(listed).toMatch(/token flags +: login required, rng, token initialized, PIN initialized/);
    expect(listed).toMatch(/pin min\/max +: 6\/15/);
  });

  test('a wrong PIN is refused and counted, the right one restores the count', async () => {
    expect(await pkcs11('--login', '--pin', '000000', '--list-objects')).toMatch(/CKR_PIN_INCORRECT/);
    expect(await directly('00200081')).toEqual(['63C2']);
    expect(await loggedIn('--list-objects')).not.toMatch(/CKR_/);
    expect(await directly('00200081')).toEqual(['63C3']);
  });

  test.each([
    ['rsa:2048', '10', 'rsa', /Private Key Object; RSA[\s\S]*Public Key Object; RSA 2048 bits/],
    ['EC:secp256r1', '11', 'ec-nist', /EC_PARAMS: +06082a8648ce3d030107/],
    ['EC:brainpoolP256r1', '12', 'ec-brainpool', /EC_PARAMS: +06092b2403030208010107/],
  ])('generates %s', async (type, id, label, expected) => {
    expect(await loggedIn('--keypairgen', '--key-type', type, '--id', id, '--label', label)).toMatch(expected);
    const listed = await loggedIn('--list-objects');
    expect(listed).toMatch(new RegExp(`Private Key Object;[^\\n]*\\n +label: +${label}\\n +ID: +${id}`));
  });

  test.each([
    ['10', 'SHA256-RSA-PKCS', []],
    ['10', 'SHA256-RSA-PKCS-PSS', ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:32']],
    ['11', 'ECDSA-SHA256', []],
    ['12', 'ECDSA-SHA256', []],
  ])('key %s signs with %s, and openssl verifies it with the public key that OpenSC reads', async (id, mechanism, options) => {
    const [signature, publicKey] = [path(`signature-${id}`), path(`public-${id}.der`)];
    const said = await loggedIn(
      '--sign',
      '--mechanism',
      mechanism,
      '--id',
      id,
      '--input-file',
      path('message'),
      '--output-file',
      signature,
      '--signature-format',
      'openssl',
    );
    expect(said).not.toMatch(/error/i);
    await pkcs11('--read-object', '--type', 'pubkey', '--id', id, '--output-file', publicKey);
    expect(
      await tools.other(
        'openssl',
        'dgst',
        '-sha256',
        ...options,
        '-verify',
        publicKey,
        '-keyform',
        'DER',
        '-signature',
        signature,
        path('message'),
      ),
    ).toMatch(/Verified OK/);
  });

  test.each([
    ['RSA-PKCS', ['-pkeyopt', 'rsa_padding_mode:pkcs1']],
    ['RSA-PKCS-OAEP', ['-pkeyopt', 'rsa_padding_mode:oaep', '-pkeyopt', 'rsa_oaep_md:sha256', '-pkeyopt', 'rsa_mgf1_md:sha256']],
  ])('decrypts with %s what openssl has encrypted', async (mechanism, options) => {
    const key = ['-pubin', '-inkey', path('public-10.der'), '-keyform', 'DER'];
    await tools.other('openssl', 'pkeyutl', '-encrypt', ...key, ...options, '-in', path('message'), '-out', path('cipher'));
    const hash = mechanism.endsWith('OAEP') ? ['--hash-algorithm', 'SHA256', '--mgf', 'MGF1-SHA256'] : [];
    await loggedIn(
      '--decrypt',
      '--mechanism',
      mechanism,
      ...hash,
      '--id',
      '10',
      '--input-file',
      path('cipher'),
      '--output-file',
      path('plain'),
    );
    expect(readFileSync(path('plain'), 'utf8')).toBe(message);
  });

  test('agrees on the same ECDH secret as openssl', async () => {
    await tools.other('openssl', 'genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-out', path('peer.pem'));
    await tools.other('openssl', 'pkey', '-in', path('peer.pem'), '-pubout', '-outform', 'DER', '-out', path('peer.der'));
    await loggedIn(
      '--derive',
      '--mechanism',
      'ECDH1-DERIVE',
      '--id',
      '11',
      '--input-file',
      path('peer.der'),
      '--output-file',
      path('shared'),
    );
    const peer = ['-peerkey', path('public-11.der'), '-peerform', 'DER'];
    await tools.other('openssl', 'pkeyutl', '-derive', '-inkey', path('peer.pem'), ...peer, '-out', path('expected'));
    expect(readFileSync(path('shared')).toString('hex')).toBe(readFileSync(path('expected')).toString('hex'));
  });

  test('pkcs11-tool’s own test of random numbers, signatures and decryption finds no error', async () => {
    expect(await loggedIn('--test')).toMatch(/No errors\s*$/);
  });

  test('stores, reads back and deletes a private data object', async () => {
    const data = ['--type', 'data', '--label', 'a note', '--private'];
    await loggedIn('--write-object', path('message'), ...data);
    expect(await loggedIn('--list-objects', '--type', 'data')).toMatch(/label: +'a note'/);
    await loggedIn('--read-object', '--type', 'data', '--label', 'a note', '--output-file', path('read'));
    expect(readFileSync(path('read'), 'utf8')).toBe(message);
    await loggedIn('--delete-object', ...data.slice(0, 4));
    expect(await listObjects()).not.toMatch(/C9|CD/);
  });

  test('pkcs15-tool dumps PINs with tries left, and the keys', async () => {
    const dump = await tools.run('pkcs15-tool', '--dump');
    expect(dump).toMatch(/PKCS#15 Card \[KEYS-\]/);
    expect(dump).toMatch(/Serial number +: UTSIM00PK11/);
    expect(dump).toMatch(/PIN \[UserPIN\][\s\S]*Tries left +: 3\n[\s\S]*PIN \[SOPIN\][\s\S]*Tries left +: 15\n/);
    expect(dump.match(/Private (RSA|EC) Key \[[^\]]+\]/g)).toEqual([
      'Private RSA Key [rsa]',
      'Private EC Key [ec-nist]',
      'Private EC Key [ec-brainpool]',
    ]);
    expect(dump.match(/Public (RSA|EC) Key/g)).toHaveLength(3);
  });

  test('opensc-tool names the device as a demonstration applet', async () => {
    expect(await tools.run('opensc-tool', '--name')).toMatch(/SmartCard-HSM Demo Applet for JCOP version 4\.1/);
  });

  test('opensc-tool --serial finds the device; OpenSC 0.23 then gives no serial, because it asks no device for it outside the PKCS#15 view', async () => {
    const transmit = vi.spyOn(card, 'transmit');
    const said = await tools.run('opensc-tool', '--serial');
    const sent = transmit.mock.calls.map(([command]) => hex.encode(command));
    transmit.mockRestore();
    expect(sent.at(-1)).toBe(selectApplet);
    expect(said).toMatch(/Using reader with a card[\s\S]*GET_SERIALNR, \*\) failed/);
  });

  test('deletes one key and leaves the others', async () => {
    await loggedIn('--delete-object', '--type', 'privkey', '--id', '11');
    const listed = await loggedIn('--list-objects', '--type', 'privkey');
    expect(listed).not.toMatch(/ec-nist/);
    expect(listed).toMatch(/label: +rsa\n[\s\S]*label: +ec-brainpool\n/);
    expect(await listObjects()).not.toMatch(/CC02|C402/);
  });

  test('changes the user PIN, and the SO unblocks it with the SO-PIN', async () => {
    expect(await loggedIn('--change-pin', '--new-pin', '12345678')).toMatch(/PIN successfully changed/);
    expect(await directly(`00200081 06 ${pin}`, '0020008108 3132333435363738')).toEqual(['63C2', '9000']);
    await directly(...Array<string>(3).fill('0020008106393939393939'));
    expect(await directly('00200081')).toEqual(['6983']);
    await pkcs11('--login', '--login-type', 'so', '--so-pin', soPin, '--init-pin', '--new-pin', userPin);
    expect(await directly('00200081', `00200081 06 ${pin}`)).toEqual(['63C3', '9000']);
  });
});
