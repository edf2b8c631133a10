/** A certificate that the app has imported, as OpenSC shows and uses it: a private pcscd, a virtual reader, a simulated device. */
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chooseCertificate } from '../../electron/ceremony/certificates/choose-certificate.ts';
import { ChosenCertificates } from '../../electron/ceremony/certificates/chosen-certificates.ts';
import { createRequest } from '../../electron/ceremony/certificates/create-request.ts';
import { importCertificate } from '../../electron/ceremony/certificates/import-certificate.ts';
import { generateEc, generateRsa } from '../../electron/ceremony/keys/generate.ts';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { connectVpcd, type VpcdConnection } from '../../electron/simulator/vpcd.ts';
import { pcscReaders } from '../../electron/transport/pcsc.ts';
import type { KeyName } from '../../shared/models/reports.ts';
import { Authority } from '../ceremony/certificates/authority.ts';
import { pins, RehearsalRoom } from '../ceremony/rehearsal-room.ts';
import { logIn, setUp } from '../ceremony/steps.ts';
import { type Opensc, opensc } from './opensc.ts';
import { type PrivatePcscd, startPcscd } from './pcscd.ts';

let pcscd: PrivatePcscd;
let tools: Opensc;
let wire: VpcdConnection;
const authority = new Authority();
const chosen = new ChosenCertificates();

beforeAll(async () => {
  pcscd = await startPcscd({ readers: 1 });
  Object.assign(process.env, pcscd.env);
  tools = opensc(pcscd.env);
});
afterAll(async () => {
  await wire?.close();
  await pcscd?.stop();
  tools?.remove();
  authority.close();
});

async function certify(room: RehearsalRoom, { serial, reference, label }: KeyName): Promise<void> {
  room.person.saves(authority.path(`${label}.csr`));
  const content = { subject: [{ type: 'CN', value: label } as const], names: [], keyUsage: [], extendedKeyUsage: [] };
  await createRequest(room.workstation, { serial, reference, content, format: 'PEM' });
  const names = Array.from({ length: 40 }, (_, i) => `DNS:host-${i}.a-rather-long-domain.example.org`).join(',');
  authority.issue(`${label}.csr`, `${label}.pem`, { extensions: `keyUsage=digitalSignature\nsubjectAltName=${names}\n` });
  room.person.opens(authority.together('chain.pem', `${label}.pem`, 'issuing.pem', 'root.pem'));
  const choice = await chooseCertificate(room.workstation, chosen, { serial, reference, known: [] });
  expect(choice).toMatchObject({ isComplete: true, findings: [] });
  await importCertificate(room.workstation, chosen, { serial, reference, certificates: choice.certificates, accepted: [], reason: '' });
}

test('pkcs11-tool shows each key with its label, ID and certificate, and signs what the certificate verifies', async () => {
  const card = SimulatedCard.create({ serial: 'UTTEST00001' });
  const room = new RehearsalRoom({ real: pcscReaders() });
  room.folder = await mkdtemp(join(tmpdir(), 'conclave-certs-'));
  room.names.push(...pcscd.readerNames);
  room.cards.push(card);
  wire = await connectVpcd(card, { host: '127.0.0.1', port: pcscd.ports[0] as number });
  room.fleet.start();
  await room.until(() => room.card(0).kind === 'device', 'the device');
  await setUp(room, 0, { scheme: 'none' });
  await logIn(room);
  const serial = room.serialOf(0);
  await certify(room, await generateEc(room.workstation, { serial, label: 'web-ec', curve: 'secp256r1' }));
  await certify(room, await generateRsa(room.workstation, { serial, label: 'web-rsa', size: 2048 }));
  const ids = room.device().keys.map(({ id }) => id.toLowerCase());
  await room.close();

  const listed = await tools.run('pkcs11-tool', '--login', '--pin', pins.user, '--list-objects');
  writeFileSync(join(tools.folder, 'message'), 'a message to sign');
  for (const [index, label] of ['web-ec', 'web-rsa'].entries()) {
    const id = ids[index] as string;
    expect(listed).toMatch(new RegExp(`Private Key Object;[^\\n]*\\n +label: +${label}\\n +ID: +${id}`));
    expect(listed).toMatch(
      new RegExp(`Certificate Object; type = X.509 cert\\n +label: +${label}\\n +subject: +DN: CN=${label}\\n[\\s\\S]*?ID: +${id}`),
    );
    const der = join(tools.folder, `${label}.der`);
    await tools.run('pkcs11-tool', '--read-object', '--type', 'cert', '--id', id, '--output-file', der);
    authority.openssl.run('x509', '-in', `${label}.pem`, '-outform', 'DER', '-out', `${label}.der`);
    expect(readFileSync(der)).toEqual(readFileSync(authority.path(`${label}.der`)));

    const mechanism = label === 'web-ec' ? 'ECDSA-SHA256' : 'SHA256-RSA-PKCS';
    const signature = join(tools.folder, `${label}.sig`);
    const files = ['--input-file', join(tools.folder, 'message'), '--output-file', signature, '--signature-format', 'openssl'];
    await tools.run('pkcs11-tool', '--login', '--pin', pins.user, '--sign', '--mechanism', mechanism, '--id', id, ...files);
    const pem = authority.openssl.run('x509', '-in', `${label}.pem`, '-noout', '-pubkey');
    expect(authority.openssl.accepts(pem, readFileSync(join(tools.folder, 'message')), readFileSync(signature)), label).toBe(true);
  }
}, 120_000);
