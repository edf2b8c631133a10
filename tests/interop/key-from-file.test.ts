/** Keys from files, imported by the procedure through a real pcscd, and then used and exported by OpenSC. */
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KeyFileDesk } from '../../electron/ceremony/import-key/key-file-desk.ts';
import { readKeyBlob } from '../../electron/codec/key-blob.ts';
import { readWrappedKeyFile } from '../../electron/codec/wrapped-key-file.ts';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { connectVpcd, type VpcdConnection } from '../../electron/simulator/vpcd.ts';
import { pcscReaders } from '../../electron/transport/pcsc.ts';
import { hex } from '../../shared/bytes.ts';
import type { KeyFromFile } from '../../shared/models/reports.ts';
import { Openssl } from '../ceremony/certificates/openssl.ts';
import { type KeyName, makePkcs12, publicPemOf } from '../ceremony/import-key/openssl-keys.ts';
import { pins, RehearsalRoom, strong } from '../ceremony/rehearsal-room.ts';
import { makeShare, readyDevice } from '../ceremony/steps.ts';
import { type Opensc, opensc } from './opensc.ts';
import { type PrivatePcscd, startPcscd } from './pcscd.ts';

const names = ['RSA-2048', 'RSA-4096', 'secp256r1', 'brainpoolP256r1'] as const satisfies KeyName[];
const openssl = new Openssl();
const imported = new Map<string, KeyFromFile & { readonly id: string }>();
let pcscd: PrivatePcscd;
let tools: Opensc;
let wire: VpcdConnection;
let kcv = '';

beforeAll(async () => {
  pcscd = await startPcscd({ readers: 1 });
  Object.assign(process.env, pcscd.env);
  tools = opensc(pcscd.env);
  const card = SimulatedCard.create({ serial: 'UTTEST00001' });
  wire = await connectVpcd(card, { host: '127.0.0.1', port: pcscd.ports[0] as number });
  const room = new RehearsalRoom({ real: pcscReaders() });
  room.folder = await mkdtemp(join(tmpdir(), 'conclave-key-files-'));
  room.names.push(...pcscd.readerNames);
  room.cards.push(card);
  room.fleet.start();
  await room.until(() => room.card().kind === 'device', 'the device');
  const share = await makeShare(room, 'share.pbe');
  await readyDevice(room, 0, share);
  kcv = share.kcv;
  const desk = new KeyFileDesk(room.workstation);
  for (const name of names) {
    await writeFile(room.path('key.p12'), makePkcs12(openssl, name, 'secret'));
    room.person.opens(room.path('key.p12'), share.path).types({ password: 'secret' }, { password: strong });
    const serial = room.serialOf(0);
    const { ticket } = await desk.open(serial);
    const done = await desk.import(ticket, 0, { serial, label: name, capabilities: [], shares: [], backup: false });
    const id = room.device().keys.find(({ reference }) => reference === done.reference)?.id ?? '';
    imported.set(name, { ...done, id });
  }
  // The card is free for others now; nothing of the login is left.
  await room.close();
}, 120_000);

afterAll(async () => {
  await wire?.close();
  await pcscd?.stop();
  tools?.remove();
  openssl.close();
});

describe('a key from a file', () => {
  test.each(names)('%s signs through pkcs11-tool what openssl verifies', async (name) => {
    const key = imported.get(name);
    await writeFile(join(tools.folder, 'message'), `signed by ${name}`);
    await writeFile(join(tools.folder, 'public.pem'), publicPemOf(openssl, name));
    const mechanism = name.startsWith('RSA') ? ['SHA256-RSA-PKCS'] : ['ECDSA-SHA256', '--signature-format', 'openssl'];
    const files = ['--input-file', 'message', '--output-file', 'signature'];
    const said = await tools.run(
      'pkcs11-tool',
      '--login',
      '--pin',
      pins.user,
      '--sign',
      '--id',
      key?.id ?? '',
      '--mechanism',
      ...mechanism,
      ...files,
    );
    expect(said).not.toMatch(/error|CKR_/);
    expect(await tools.other('openssl', 'dgst', '-sha256', '-verify', 'public.pem', '-signature', 'signature', 'message')).toContain(
      'Verified OK',
    );
  });

  test('is listed by pkcs11-tool with the certificate of the file', async () => {
    const listed = await tools.run('pkcs11-tool', '--login', '--pin', pins.user, '--list-objects');
    for (const name of names) {
      expect(listed).toMatch(new RegExp(`Private Key Object;[^\\n]*\\n +label: +${name}\\n`));
      expect(listed).toMatch(new RegExp(`Certificate Object;[^\\n]*\\n[^\\n]*\\n +subject: +DN: CN=${name}\\n`));
    }
  });

  // sc-hsm-tool's buffer has 1500 bytes; the device itself wraps RSA-4096 with its CRT values, which are longer
  test.each(names.filter((name) => name !== 'RSA-4096'))('%s is exported by sc-hsm-tool --wrap-key under the same DKEK', async (name) => {
    const { reference = 0 } = imported.get(name) ?? {};
    const file = `${name}.wky`;
    await tools.run('sc-hsm-tool', '--wrap-key', file, '--key-reference', String(reference), '--pin', pins.user);
    const { blob, description, certificate } = readWrappedKeyFile(Uint8Array.from(await readFile(join(tools.folder, file))));
    expect(hex.encode(readKeyBlob(blob).header.kcv)).toBe(kcv);
    expect(description).toBeDefined();
    expect(certificate?.[0]).toBe(0x30);
  });
});
