import { assertBytes, concat, unmovedBytes, unmovedCopy, xor } from '../../shared/bytes.ts';
import { refuse } from '../../shared/failure.ts';
import { t } from '../../shared/language/text.ts';
import type { KeyReference } from '../../shared/numbers.ts';
import type { Command } from '../apdu/command.ts';
import { readTlv } from '../codec/tlv.ts';
import { Secret } from '../crypto/secret.ts';
import { ofLength, understood } from './answers.ts';
import { type CardSession, send } from './session.ts';

// instructions
const SIGN = 0x68;
const DECIPHER = 0x62;
const CIPHER = 0x78;

// algorithm identifiers, P2 (protocol reference 7.4)
const RSA_DECRYPT = 0x21;
const ECDH = 0x80;
const CBC_ENCRYPT = 0x10;
const CBC_DECRYPT = 0x11;
const CMAC = 0x18;

// lengths
const BLOCK = 16;
/** Data bytes in one cipher command: more than this some hosts and cards do not take (protocol reference 8.3). */
const CHUNK = 2048;
/** An RSA-4096 result; what OpenSC asks for, too. */
const LONGEST_RESULT = 512;
const UNCOMPRESSED = 0x04;

/** The words for a refusal: which key, for what. */
interface Use {
  readonly label: string;
  readonly operation: string;
}

/**
 * Signs with an RSA or EC key: `algorithm` is an identifier of protocol reference 7.4 and decides whether `data` is a message,
 * a hash or a padded block. RSA gives as many bytes as the modulus has, ECDSA the DER of r and s. Needs the login.
 * Throws Refusal key-not-allowed, key-used-up, no-such-key, for which `label` names the key.
 */
export async function sign(
  session: CardSession,
  reference: KeyReference,
  algorithm: number,
  data: Uint8Array,
  label = `no. ${reference}`,
): Promise<Uint8Array> {
  const command = { cla: 0x80, ins: SIGN, p1: reference, p2: algorithm, data, le: LONGEST_RESULT };
  const signature = await use(session, command, { label, operation: t('sign') });
  return understood(t('sign'), () => {
    if (signature.length === 0 || signature.length > LONGEST_RESULT) throw new RangeError('no signature');
    const isEcdsa = algorithm >> 4 === 0x7;
    if (isEcdsa && (signature[0] !== 0x30 || readTlv(signature).end !== signature.length)) throw new SyntaxError('not a DER signature');
    return signature;
  });
}

/** RSA decryption of one block without looking at the padding: as many bytes out as in. The caller wipes the result. Needs the login. */
export async function decipher(
  session: CardSession,
  reference: KeyReference,
  block: Uint8Array,
  label = `no. ${reference}`,
): Promise<Secret> {
  const command = { cla: 0x80, ins: DECIPHER, p1: reference, p2: RSA_DECRYPT, data: block, le: LONGEST_RESULT, secretAnswer: true };
  return new Secret(ofLength(await use(session, command, { label, operation: t('decrypt') }), block.length, t('decrypt')));
}

/**
 * ECDH with the peer's uncompressed point: the x coordinate of the shared point, as wide as the field. Cards answer with the
 * whole point, some with 04 and x alone. The caller wipes the result. Needs the login.
 */
export async function agree(session: CardSession, reference: KeyReference, peer: Uint8Array, label = `no. ${reference}`): Promise<Secret> {
  const width = (peer.length - 1) / 2;
  if (!Number.isInteger(width) || width < 1 || peer[0] !== UNCOMPRESSED) throw new RangeError('public point: expected it uncompressed');
  const operation = 'agree on a secret';
  const command = { cla: 0x80, ins: DECIPHER, p1: reference, p2: ECDH, data: peer, le: LONGEST_RESULT, secretAnswer: true };
  const point = await use(session, command, { label, operation });
  try {
    if ((point.length !== peer.length && point.length !== 1 + width) || point[0] !== UNCOMPRESSED)
      refuse('device-answer-malformed', { during: operation });
    return new Secret(unmovedCopy(point.subarray(1, 1 + width)));
  } finally {
    point.fill(0);
  }
}

/** AES-CBC encryption without padding: `iv` 16 bytes, `data` a multiple of 16. The card knows no IV; it is XORed into the first block. Needs the login. */
export async function encryptCbc(
  session: CardSession,
  reference: KeyReference,
  iv: Uint8Array,
  data: Uint8Array,
  label = `no. ${reference}`,
): Promise<Uint8Array> {
  assertBlocks(iv, data);
  const parts: Uint8Array[] = [];
  let previous = iv;
  for (let offset = 0; offset < data.length; offset += CHUNK) {
    const chunk = data.slice(offset, offset + CHUNK);
    try {
      chunk.set(xor(chunk.subarray(0, BLOCK), previous));
      const command = cipherCommand(reference, CBC_ENCRYPT, chunk, { secret: true });
      const part = ofLength(await use(session, command, { label, operation: t('encrypt') }), chunk.length, t('encrypt'));
      parts.push(part);
      previous = part.subarray(-BLOCK);
    } finally {
      chunk.fill(0);
    }
  }
  return concat(...parts);
}

/** AES-CBC decryption, the inverse of `encryptCbc`. The caller wipes the result where it is secret. Needs the login. */
export async function decryptCbc(
  session: CardSession,
  reference: KeyReference,
  iv: Uint8Array,
  data: Uint8Array,
  label = `no. ${reference}`,
): Promise<Uint8Array> {
  assertBlocks(iv, data);
  const plain = unmovedBytes(data.length);
  let previous = iv;
  for (let offset = 0; offset < data.length; offset += CHUNK) {
    const chunk = data.slice(offset, offset + CHUNK);
    const command = cipherCommand(reference, CBC_DECRYPT, chunk, { secretAnswer: true });
    const part = ofLength(await use(session, command, { label, operation: t('decrypt') }), chunk.length, t('decrypt'));
    part.set(xor(part.subarray(0, BLOCK), previous));
    plain.set(part, offset);
    part.fill(0);
    previous = chunk.subarray(-BLOCK);
  }
  return plain;
}

/** AES-CMAC, 16 bytes, of up to 65,535 bytes in one command. Needs the login. */
export async function cmac(
  session: CardSession,
  reference: KeyReference,
  data: Uint8Array,
  label = `no. ${reference}`,
): Promise<Uint8Array> {
  const command = cipherCommand(reference, CMAC, data, { secret: true });
  return ofLength(await use(session, command, { label, operation: t('compute a CMAC') }), BLOCK, t('compute a CMAC'));
}

function cipherCommand(
  reference: KeyReference,
  algorithm: number,
  data: Uint8Array,
  marks: Pick<Command, 'secret' | 'secretAnswer'>,
): Command {
  // a short command asks for 256 bytes, an extended one for all
  return { cla: 0x80, ins: CIPHER, p1: reference, p2: algorithm, data, le: data.length > 0xff ? 0x10000 : 256, ...marks };
}

async function use(session: CardSession, command: Command, { label, operation }: Use): Promise<Uint8Array> {
  return send(session, command, {
    purpose: 'use-key',
    during: t('{operation} with the key "{label}"', { operation, label }),
    key: label,
    operation,
  });
}

function assertBlocks(iv: Uint8Array, data: Uint8Array): void {
  assertBytes(iv, BLOCK, 'IV');
  if (data.length % BLOCK !== 0) throw new RangeError(`AES-CBC data: expected a multiple of ${BLOCK} bytes, got ${data.length}`);
}
