import { equal, hex } from '../../../shared/bytes.ts';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { KeySnapshot } from '../../../shared/models/snapshot.ts';
import type { KeyReference } from '../../../shared/numbers.ts';
import { fileOf } from '../../card/files.ts';
import { readObject } from '../../card/objects.ts';
import { readKeyCertificate } from '../../card/public-keys.ts';
import { cmac, encryptCbc } from '../../card/use-key.ts';
import { wrapKey } from '../../card/wrap.ts';
import { readKeyBlob } from '../../codec/key-blob.ts';
import { encodeKeyDescription } from '../../codec/pkcs15.ts';
import { readTlv } from '../../codec/tlv.ts';
import { zeroIv } from '../../crypto/aes.ts';
import { hostRandom } from '../../crypto/random.ts';
import type { Device } from '../fleet/device.ts';
import { missingDescription } from '../keys/missing-description.ts';
import { signatureAlgorithm, signWith } from './sign-with.ts';
import type { TravellingKey, Witness } from './travelling-key.ts';

/**
 * Wraps keys of a logged-in device into memory, in the order of their references, with what belongs to each and one result that the
 * device computed with it: 3 commands for a pair, 3 for an AES key. Nothing on the device changes. `read` hears how many are done.
 * Refusal no-such-key, key-not-exportable, no-dkek, pin-not-verified.
 */
export async function wrapFromSource(
  device: Device,
  references: readonly KeyReference[],
  read: (done: number) => void = () => undefined,
): Promise<TravellingKey[]> {
  const keys: TravellingKey[] = [];
  for (const reference of [...references].sort((a, b) => a - b)) {
    keys.push(await wrapOne(device, device.key(reference) ?? refuse('no-such-key')));
    read(keys.length);
  }
  const [first, ...others] = keys.map(({ blob }) => readKeyBlob(blob).header.kcv);
  if (first && others.some((kcv) => !equal(kcv, first)))
    refuse('read-back-differs', { subject: t('the key check value of the wrapped keys') });
  return keys;
}

async function wrapOne(device: Device, key: KeySnapshot): Promise<TravellingKey> {
  const { session } = device;
  const { reference, label, id, type } = key;
  const blob = await wrapKey(session, reference, label);
  const description =
    element(await readObject(session, fileOf('keyDescription', reference))) ??
    encodeKeyDescription({ ...(await missingDescription(device, key)), reference });
  const certificate = type.kind === 'AES' ? undefined : element(await readObject(session, fileOf('keyCertificate', reference)));
  const witness = await askWitness(device, key, blob, certificate);
  return { reference, label, id, type, blob, description, ...(certificate && { certificate }), ...(witness && { witness }) };
}

/** An AES key encrypts a random block; a pair signs, unless a certificate already tells its public key. A counted use is not spent. */
async function askWitness(
  device: Device,
  { reference, label, type, details }: KeySnapshot,
  blob: Uint8Array,
  certificate: Uint8Array | undefined,
): Promise<Witness | undefined> {
  const { session } = device;
  const list = readKeyBlob(blob).header.allowed;
  if (details?.useCounter !== undefined) return undefined;
  if (type.kind === 'AES') {
    const input = hostRandom(16);
    if (list.includes(0x10)) return { kind: 'encrypt', input, output: await encryptCbc(session, reference, zeroIv, input, label) };
    if (list.includes(0x18)) return { kind: 'cmac', input, output: await cmac(session, reference, input, label) };
    return undefined;
  }
  if (certificate && readKeyCertificate(certificate)?.publicKey) return undefined;
  const algorithm = type.kind === 'unknown' ? undefined : signatureAlgorithm(type.kind, list);
  if (algorithm === undefined) return undefined;
  const message = hostRandom(32);
  const signature = await signWith(session, { reference, label }, algorithm, message, Math.ceil(('size' in type ? type.size : 0) / 8));
  return { kind: 'signature', algorithm, message, signature };
}

/** The first element of a file: what follows it is left over from an older, longer content. */
function element(content: Uint8Array | undefined): Uint8Array | undefined {
  if (!content || content.length === 0) return undefined;
  try {
    return content.slice(0, readTlv(content).end);
  } catch {
    return undefined;
  }
}

/** 16 hex digits: under which DKEK a key travels. */
export function travelsUnder({ blob }: TravellingKey): string {
  return hex.encode(readKeyBlob(blob).header.kcv);
}
