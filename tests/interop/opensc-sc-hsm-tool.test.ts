import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPbe } from '../../electron/codec/pbe.ts';
import { encodeWrappedKeyFile, readWrappedKeyFile } from '../../electron/codec/wrapped-key-file.ts';
import { dkekKcv } from '../../electron/crypto/dkek.ts';
import { openShare } from '../../electron/crypto/pbe.ts';
import { PbeKeyDerivation } from '../../electron/crypto/pbe-key.ts';
import { Secret } from '../../electron/crypto/secret.ts';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { hex, utf8 } from '../../shared/bytes.ts';
import { ask, importDkek, initialize, login, soPin, words } from '../simulator/talk.ts';
import { type Opensc, opensc } from './opensc.ts';
import { type PrivatePcscd, startPcscd } from './pcscd.ts';
import { insertDevice } from './simulated-device.ts';

/**
 * sc-hsm-tool works with two simulated devices through pcscd, step by step. What counts is its output and the state of the
 * device: its exit codes mean nothing.
 */
let pcscd: PrivatePcscd;
let tools: Opensc;
const first = SimulatedCard.create();
const second = SimulatedCard.create();
const pinOptions = ['--so-pin', soPin, '--pin', '648219'];

const tool = (reader: number, ...args: string[]) => tools.run('sc-hsm-tool', '--reader', `${reader}`, ...args);
const path = (name: string) => join(tools.folder, name);
/** Commands past pcscd, in a session of their own: pcscd cuts the power of a card that nobody uses for some seconds. Gives the last answer. */
async function directly(card: SimulatedCard, ...commands: string[]): Promise<string> {
  card.powerOn();
  let answer = '';
  for (const command of commands) answer = await ask(card, command);
  return answer;
}
const mac = (card: SimulatedCard, reference: string) => directly(card, login, `80780${reference}18 03 616263 00`);
const rsaSignature = (card: SimulatedCard) => directly(card, login, '80680133 03 616263 00');
const list = '80580000000000';

/** Protocol reference 4.1, vector 1: made by sc-hsm-tool 0.23 with the password secret12. */
const vector = {
  file: hex.decode(
    '53616C7465645F5F169A23870294091A1439778C41B1C5A761D934843BB09FB8DEC76A9EC7AEF4419D8833FBE725E6C1B4A625FB087D6B0CF5702641D1B31756',
  ),
  share: 'BC30C48DE7A1899FC0D6716FDA7F3AD56F0D91FE9F4EB6D9F30E19C3F275B3C6',
  kcv: '87A326220EE36389',
};

/** Labels are six characters long: SKD of an AES key, as CardContact's module writes it. */
const aesDescription = 'A820 300C 0C0A 77616C6C65742D6B656B 3008 040105 030306C000 A006 3004 02020100'.replace(/ /g, '');

beforeAll(async () => {
  pcscd = await startPcscd({ readers: 2 });
  tools = opensc(pcscd.env);
  await insertDevice(first, pcscd, tools, 0);
  await insertDevice(second, pcscd, tools, 1);
  await writeFile(path('vector.pbe'), vector.file);
});

afterAll(async () => {
  await pcscd?.stop();
  tools?.remove();
});

describe('sc-hsm-tool: status and --initialize', () => {
  test('a factory-fresh device has never been initialized', async () => {
    expect(await tool(0)).toMatch(/Version +: 4\.1[\s\S]*never been initialized/);
  });

  test('without shares there is no DKEK, and the label is written', async () => {
    expect(await tool(0, '--initialize', ...pinOptions, '--label', 'First')).not.toMatch(/fail|error/i);
    const status = await tool(0);
    expect(status).toMatch(/User PIN reset with SO-PIN enabled/);
    expect(status).toMatch(/SO-PIN tries left +: 15\nUser PIN tries left +: 3\n/);
    expect(status).not.toMatch(/DKEK/);
    expect(await tools.run('pkcs15-tool', '--reader', '0', '--list-info')).toMatch(/PKCS#15 Card \[First\]/);
  });

  test('a wrong SO-PIN is refused, counted, and changes nothing else', async () => {
    expect(await tool(0, '--initialize', '--so-pin', '0000000000000000', '--pin', '648219', '--dkek-shares', '1')).toMatch(/PIN/);
    const status = await tool(0);
    expect(status).toMatch(/SO-PIN tries left +: 14/);
    expect(status).not.toMatch(/DKEK/);
  });

  test('with shares the DKEK is pending, the retry counter is as wished, and the SO-PIN counter full again', async () => {
    await tool(0, '--initialize', '--so-pin', soPin, '--pin', '12345678', '--pin-retry', '10', '--dkek-shares', '3');
    const status = await tool(0);
    expect(status).toMatch(/SO-PIN tries left +: 15\nUser PIN tries left +: 10\n/);
    expect(status).toMatch(/DKEK shares +: 3\nDKEK import pending, 3 share\(s\) still missing/);
    first.powerOn();
    expect(await words(first, login)).toEqual(['63C9']);
  });

  test('a transport PIN and blocked PINs are told as such', async () => {
    await directly(second, initialize('', '0003'));
    expect(await tool(1)).toMatch(/Transport-PIN active/);
    second.powerOn();
    await words(second, ...Array<string>(3).fill('002400810C 393939393939 313131313131'));
    expect(await tool(1)).toMatch(/User PIN locked/);
  });

  test('with zero shares the device draws a DKEK itself and tells its key check value', async () => {
    await tool(1, '--initialize', ...pinOptions, '--dkek-shares', '0');
    const answer = await directly(second, '8052000000');
    expect(await tool(1)).toMatch(new RegExp(`DKEK shares +: 0\nDKEK key check value +: ${answer.slice(4)}`));
  });
});

describe('sc-hsm-tool: DKEK shares', () => {
  test('imports a share file; the status tells its key check value', async () => {
    await tool(0, '--initialize', ...pinOptions, '--dkek-shares', '1', '--label', 'First');
    const said = await tool(0, '--import-dkek-share', 'vector.pbe', '--password', 'secret12');
    expect(said).toMatch(/DKEK share imported\nDKEK shares +: 1\nDKEK key check value +: 87A326220EE36389/);
    expect(await directly(first, '8052000000')).toBe(`0100${vector.kcv}`);
  });

  test('creates a share file from the device’s random numbers that opens with its password to 32 bytes', async () => {
    const said = await tool(1, '--create-dkek-share', 'new.pbe', '--password', 'a password');
    expect(said).toMatch(/DKEK share created and saved to new\.pbe/);
    const pbe = readPbe(Uint8Array.from(readFileSync(path('new.pbe'))));
    const derivation = new PbeKeyDerivation(utf8.encode('a password'), pbe.salt);
    while (!derivation.step(10_000_000));
    const { key, iv } = derivation.result();
    const share = openShare(pbe, { key: new Secret(key), iv: new Secret(iv) });
    expect(share?.length).toBe(32);
    expect(await directly(second, initialize('920101'), importDkek(hex.encode(share?.expose() as Uint8Array)))).toBe(
      `0100${hex.encode(dkekKcv(share?.expose() as Uint8Array))}`,
    );
  });
});

describe('sc-hsm-tool: --wrap-key and --unwrap-key', () => {
  beforeAll(async () => {
    await directly(second, initialize('920101'), importDkek(vector.share));
    const description = `00D7C40528 54020000 5322 ${aesDescription}`;
    await directly(first, login, '004805B207 9105 1011189299', description, '004806B205 9103101118');
    for (const [type, label, id] of [
      ['rsa:2048', 'rsa', '0a'],
      ['EC:brainpoolP256r1', 'ec', '0b'],
    ] as const) {
      await tools.run(
        'pkcs11-tool',
        '--slot-index',
        '0',
        '--login',
        '--pin',
        '648219',
        '--keypairgen',
        '--key-type',
        type,
        '--label',
        label,
        '--id',
        id,
      );
    }
  });

  test('AES, RSA and EC keys go to a second device with the same DKEK, description and request with them', async () => {
    for (const [reference, request] of [
      ['5', false],
      ['1', true],
      ['2', true],
    ] as const) {
      await tool(0, '--wrap-key', `key${reference}`, '--key-reference', reference, '--pin', '648219');
      const said = await tool(1, '--unwrap-key', `key${reference}`, '--key-reference', reference, '--pin', '648219');
      expect(said).toMatch(/Key blob\n +Private Key Description \(PRKD\)\n/);
      expect(/ Certificate\n/.test(said)).toBe(request);
      expect(said).toMatch(/Key successfully imported/);
    }
    expect(await directly(second, list)).toBe('C401C402C405CC00CC01CC02CC05CE01CE02');
    expect(await mac(second, '5')).toBe(await mac(first, '5'));
    expect(await rsaSignature(second)).toBe(await rsaSignature(first));
    const listed = await tools.run('pkcs11-tool', '--slot-index', '1', '--login', '--pin', '648219', '--list-objects');
    expect(listed).toMatch(/Private Key Object; RSA \n +label: +rsa\n +ID: +0a/);
    expect(listed).toMatch(/Private Key Object; EC\n +label: +ec\n +ID: +0b/);
  });

  test('the files have the measured sizes, and ours are taken by the tool', async () => {
    const file = Uint8Array.from(readFileSync(path('key5')));
    const { blob, description } = readWrappedKeyFile(file);
    // 89 bytes and one for each of the five algorithms
    expect([blob.length, hex.encode(description as Uint8Array)]).toEqual([94, aesDescription]);
    expect(hex.encode(encodeWrappedKeyFile({ blob, ...(description && { description }) }))).toBe(hex.encode(file));
    expect(readWrappedKeyFile(Uint8Array.from(readFileSync(path('key1')))).blob.length).toBe(971);
    expect(readWrappedKeyFile(Uint8Array.from(readFileSync(path('key2')))).blob.length).toBe(363);

    const ours = encodeWrappedKeyFile({ blob: hex.decode(await directly(first, login, '80720592000000')) });
    await writeFile(path('ours'), ours);
    expect(await tool(1, '--unwrap-key', 'ours', '--key-reference', '9', '--pin', '648219')).toMatch(/Key successfully imported/);
    expect(await mac(second, '9')).toBe(await mac(first, '5'));
  });

  test('a reference in use is kept, unless forced', async () => {
    const again = ['--unwrap-key', 'key5', '--key-reference', '1', '--pin', '648219'];
    expect(await tool(1, ...again)).toMatch(/Found existing private key description/);
    expect(await rsaSignature(second)).toHaveLength(512);
    expect(await tool(1, ...again, '--force')).toMatch(/Key successfully imported/);
    expect(await mac(second, '1')).toBe(await mac(first, '5'));
  });

  test('a key without WRAP stays: the device says that it does not support it', async () => {
    expect(await tool(0, '--wrap-key', 'never', '--key-reference', '6', '--pin', '648219')).toMatch(
      /does not support the requested operation/i,
    );
  });

  test('another DKEK or an altered file: not matching; no DKEK: not initialized for key wrap', async () => {
    const altered = Uint8Array.from(readFileSync(path('key5')));
    altered[60] = (altered[60] as number) ^ 1;
    await writeFile(path('altered'), altered);
    const unwrap = (file: string) => tool(1, '--unwrap-key', file, '--key-reference', '15', '--pin', '648219');
    expect(await unwrap('altered')).toMatch(/Wrapped key does not match DKEK/);
    await directly(second, initialize('920101'), importDkek('77'.repeat(32)));
    expect(await unwrap('key5')).toMatch(/Wrapped key does not match DKEK/);
    await directly(second, initialize());
    expect(await unwrap('key5')).toMatch(/Card not initialized for key wrap/);
    expect(await directly(second, list)).toBe('CC00');
  });
});
