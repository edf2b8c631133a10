import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { equal, hex } from '../../../shared/bytes.ts';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { Attestation, AttestationLink, SavedEvidence, SavedFile } from '../../../shared/models/certificates.ts';
import type { KeyReference, Serial } from '../../../shared/numbers.ts';
import { understood } from '../../card/answers.ts';
import { attestationOf, knownRoot } from '../../card/attestation.ts';
import type { DeviceCertificate, DeviceCertificates } from '../../card/device.ts';
import { publicKeySha256 } from '../../card/public-keys.ts';
import { readCvcDate, readRequest } from '../../codec/cvc.ts';
import { readTlv } from '../../codec/tlv.ts';
import { writeFileSafely } from '../../files/atomic.ts';
import { readFileBounded } from '../../files/read.ts';
import { fileNameOf } from '../file-name.ts';
import type { Device } from '../fleet/device.ts';
import type { Workstation } from '../workstation.ts';
import { evidenceText } from './evidence-text.ts';
import { type KeyPair, readKeyPair } from './key-pair.ts';
import { proveKey } from './prove-key.ts';
import { publicKeyInfo, publicKeyToPem, verifyingKey } from './public-key.ts';

const REQUEST = 0x67;
const LARGEST_CERTIFICATE = 65_536;

/** What is proven about the origin of a key; where somebody is logged in, also that the key on the device is the one in question. Refusal no-such-key. */
export function attest({ fleet }: Workstation, serial: Serial, reference: KeyReference): Promise<Attestation> {
  return fleet.run(serial, t('Show Attestation'), async (device) => attestationFor(device, await readKeyPair(device, reference)));
}

async function attestationFor(device: Device, { key, content, publicKey }: KeyPair): Promise<Attestation> {
  const { certificates, state } = device;
  const info = publicKey && (publicKey.kind === 'RSA' || publicKey.curve) ? verifyingKey(publicKeyInfo(publicKey)) : undefined;
  const loggedIn = state.userPin.kind === 'verified';
  return {
    label: key.label,
    state: attestationOf(content, certificates, state.certificate.chain),
    links: [...chainLinks(certificates), ...requestLink(content)],
    keyProof: !loggedIn ? 'not logged in' : info ? await proveKey(device, key, info) : 'cannot sign',
    ...(publicKey && { publicKeySha256: publicKeySha256(publicKey) }),
  };
}

/**
 * Saves what others need to verify the origin of a key into a folder: the request, the device's certificate and its issuers', and a
 * text that explains them. Files that are there already with the same content stay. Refusal evidence-absent, file-….
 */
export async function saveEvidence({ fleet, person }: Workstation, serial: Serial, reference: KeyReference): Promise<SavedEvidence> {
  const evidence = await fleet.run(serial, t('Save Evidence'), async (device) => {
    const pair = await readKeyPair(device, reference);
    const { key, content, publicKey } = pair;
    if (content?.[0] !== REQUEST) return refuse('evidence-absent');
    const request = understood(t('read the request of the key'), () => content.slice(0, readTlv(content).end));
    const attestation = await attestationFor(device, pair);
    const name = `${serial} ${fileNameOf(key.label) || `key ${key.id}`}`;
    const { device: own, issuers } = device.certificates;
    const files = [
      { name: `${name}.cvreq`, bytes: request },
      ...[own, ...issuers].map(({ body, bytes }) => ({ name: `${fileNameOf(body.holder)}.cvcert`, bytes })),
    ];
    const pem = publicKey && (publicKey.kind === 'RSA' || publicKey.curve) ? publicKeyToPem(publicKey) : undefined;
    return { label: key.label, name, files, attestation, pem };
  });
  const { label, name, files, attestation, pem } = evidence;
  const folder = await person.openFolder(t('Choose a folder for the evidence'));
  const saved: SavedFile[] = [];
  for (const { name, bytes } of files) saved.push(await saveOnce(join(folder, name), bytes));
  const text = evidenceText({ serial, attestation, files: saved, ...(pem && { publicKeyPem: pem }) });
  saved.push(await saveOnce(join(folder, `${name} attestation.txt`), Uint8Array.from(Buffer.from(text, 'utf8'))));
  return { label, folder, files: saved };
}

/** The certificates of a device are the same for each of its keys. */
async function saveOnce(path: string, bytes: Uint8Array): Promise<SavedFile> {
  const there = await readFileBounded(path, LARGEST_CERTIFICATE).catch(() => undefined);
  if (there && equal(there.bytes, bytes)) return { path, sha256: there.sha256, bytes: bytes.length };
  return { path, ...(await writeFileSafely(path, bytes, { overwrite: false })), bytes: bytes.length };
}

/** From the root down to the device; a root that this app does not know is no link, since nothing is known of it. */
function chainLinks({ device, issuers }: DeviceCertificates): AttestationLink[] {
  const [issuer] = issuers;
  const root = knownRoot(issuer?.body.authority);
  return [
    ...(root
      ? [
          {
            role: 'root',
            holder: root.holder,
            authority: root.holder,
            sha256: sha256(root.publicKey),
            fingerprintOf: 'public key',
          } as const,
        ]
      : []),
    ...(issuer ? [certificateLink('issuer', issuer)] : []),
    certificateLink('device', device),
  ];
}

function certificateLink(role: 'issuer' | 'device', { body, bytes }: DeviceCertificate): AttestationLink {
  const { holder, authority = '', expires } = body;
  const validUntil = expires && readCvcDate(expires);
  return { role, holder, authority, sha256: sha256(bytes), fingerprintOf: 'certificate', ...(validUntil && { validUntil }) };
}

function requestLink(content: Uint8Array | undefined): AttestationLink[] {
  if (content?.[0] !== REQUEST) return [];
  try {
    const { cvc, outerAuthority } = readRequest(content);
    const bytes = content.subarray(0, readTlv(content).end);
    return [{ role: 'key', holder: cvc.body.holder, authority: outerAuthority, sha256: sha256(bytes), fingerprintOf: 'request' }];
  } catch {
    return [];
  }
}

function sha256(bytes: Uint8Array): string {
  return hex.encode(createHash('sha256').update(bytes).digest());
}
