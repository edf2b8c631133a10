import { createHash } from 'node:crypto';
import { hex } from '../../shared/bytes.ts';
import { t } from '../../shared/language/text.ts';
import { type Serial, serial } from '../../shared/numbers.ts';
import { type Cvc, readCvc } from '../codec/cvc.ts';
import { encodeTokenInfo, readTokenInfo as parseTokenInfo, type TokenInfo } from '../codec/pkcs15.ts';
import { understood, unlessMalformed } from './answers.ts';
import { DEVICE_CERTIFICATES, TOKEN_INFO } from './files.ts';
import { checkLabel, DEVICE_LABEL_BYTES } from './labels.ts';
import { overwriteObject, readObject } from './objects.ts';
import type { CardSession } from './session.ts';

// instruction: INITIALIZE without data tells the free memory (protocol reference 1.4)
const INITIALIZE = 0x50;

// no tags: free memory in 4 bytes, options, version

// lengths
const FREE_MEMORY_LENGTH = 4;
const SEQUENCE_NUMBER_LENGTH = 5;
const MOST_CERTIFICATES = 4;

/** One certificate of the device's chain, as read and as bytes. */
export interface DeviceCertificate extends Cvc {
  /** The whole 7F21 element. */
  readonly bytes: Uint8Array;
}

export interface DeviceCertificates {
  readonly serial: Serial;
  /** The device's own. */
  readonly device: DeviceCertificate;
  /** Those above it, in the card's order; the issuer's comes first, and may be missing. */
  readonly issuers: readonly DeviceCertificate[];
  /** SHA-256 of the device's own, 64 hex digits. */
  readonly sha256: string;
}

/** Reads EF 2F02: the device's certificate and its issuers' (protocol reference 9.1). Throws Refusal device-answer-malformed. */
export async function readDeviceCertificates(session: CardSession): Promise<DeviceCertificates> {
  const during = t('read the device certificate');
  const content = await readObject(session, DEVICE_CERTIFICATES);
  return understood(during, () => {
    const [device, ...issuers] = parseCertificates(content ?? new Uint8Array(0));
    if (!device) throw new SyntaxError('no device certificate');
    const { holder } = device.body;
    const sha256 = hex.encode(createHash('sha256').update(device.bytes).digest());
    return { serial: serial(holder.slice(0, -SEQUENCE_NUMBER_LENGTH)), device, issuers, sha256 };
  });
}

/** Label and other public words of EF 2F03, or undefined where there are none or they make no sense: they prove nothing anyway. */
export async function readTokenInfo(session: CardSession): Promise<TokenInfo | undefined> {
  const content = await readObject(session, TOKEN_INFO);
  return content && unlessMalformed(() => parseTokenInfo(content));
}

/** Writes the device's label (up to 32 bytes of UTF-8) and keeps serial and manufacturer in EF 2F03; needs the login. Throws Refusal label-…, read-back-differs. */
export async function writeLabel(session: CardSession, label: string): Promise<void> {
  checkDeviceLabel(label);
  const present = await readTokenInfo(session);
  // written over, not deleted first: not every card lets this file be deleted, and its outer TLV tells its length
  await overwriteObject(session, TOKEN_INFO, encodeTokenInfo({ ...present, label }));
}

/** Throws Refusal label-empty, label-too-long, label-characters. */
export function checkDeviceLabel(label: string): void {
  checkLabel(label, DEVICE_LABEL_BYTES);
}

/** Free memory in bytes, or undefined where the card does not tell. */
export async function readFreeMemory(session: CardSession): Promise<number | undefined> {
  const { data, sw } = await session.channel({ cla: 0x80, ins: INITIALIZE, p1: 0x00, p2: 0x00, le: 256 });
  if (sw !== 0x9000 || data.length < FREE_MEMORY_LENGTH) return undefined;
  return data.subarray(0, FREE_MEMORY_LENGTH).reduce((value, byte) => value * 256 + byte, 0);
}

/** Device first, then its issuers; what follows the last certificate is padding. */
function parseCertificates(content: Uint8Array): DeviceCertificate[] {
  const found: DeviceCertificate[] = [];
  for (let at = 0; at < content.length && found.length < MOST_CERTIFICATES && content[at] === 0x7f; ) {
    const rest = content.subarray(at);
    const cvc = readCvc(rest);
    found.push({ ...cvc, bytes: rest.slice(0, cvc.end) });
    at += cvc.end;
  }
  return found;
}
