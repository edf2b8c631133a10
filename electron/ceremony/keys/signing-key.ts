import { createHash } from 'node:crypto';
import type { CurveName } from '../../../shared/algorithms.ts';
import { refuse } from '../../../shared/failure.ts';
import type { KeyReference } from '../../../shared/numbers.ts';
import { unlessMalformed } from '../../card/answers.ts';
import { fileOf } from '../../card/files.ts';
import { readObject } from '../../card/objects.ts';
import { fromTemplate } from '../../card/public-keys.ts';
import { sign } from '../../card/use-key.ts';
import { readRequest } from '../../codec/cvc.ts';
import { readTlv } from '../../codec/tlv.ts';
import { curve, signatureFromDer } from '../../crypto/curves.ts';
import type { Device } from '../fleet/device.ts';

// identifiers of protocol reference 7.4: ECDSA over a message with SHA-256, over a hash
const ECDSA_SHA256 = 0x73;
const ECDSA = 0x70;

export interface KeyRequest {
  /** The element 67, without what an older content may have left behind it. */
  readonly bytes: Uint8Array;
  /** The name under which the key is registered. */
  readonly holder: string;
  readonly curve: CurveName;
}

/** The request that a device made for an EC key when it generated it; one command. Refusal no-such-key, pka-key-unsuitable. */
export async function readKeyRequest(device: Device, reference: KeyReference): Promise<KeyRequest> {
  const { label } = device.key(reference) ?? refuse('no-such-key');
  const content = await readObject(device.session, fileOf('keyCertificate', reference));
  const request = content && unlessMalformed(() => parse(content));
  return request ?? refuse('pka-key-unsuitable', { label });
}

/** Signs a message with ECDSA and SHA-256, in whichever way the key's capabilities allow: r | s. Needs the login. Refusal pka-key-unsuitable. */
export async function signMessage(device: Device, reference: KeyReference, name: CurveName, message: Uint8Array): Promise<Uint8Array> {
  const key = (await device.readDetails(reference)) ?? refuse('no-such-key');
  const list = key.details?.capabilities ?? [];
  const algorithm = [ECDSA_SHA256, ECDSA].find((id) => list.length === 0 || list.includes(id));
  if (algorithm === undefined) return refuse('pka-key-unsuitable', { label: key.label });
  const { bytes } = curve(name);
  const data = algorithm === ECDSA_SHA256 ? message : createHash('sha256').update(message).digest().subarray(0, bytes);
  return signatureFromDer(await sign(device.session, reference, algorithm, data, key.label), bytes);
}

function parse(content: Uint8Array): KeyRequest | undefined {
  const { body } = readRequest(content).cvc;
  const key = fromTemplate(body.publicKey);
  if (key?.kind !== 'EC' || !key.curve) return undefined;
  return { bytes: content.slice(0, readTlv(content).end), holder: body.holder, curve: key.curve };
}
