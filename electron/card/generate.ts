import { type AesSize, aesSizes, type CurveName, MOST_USES, type RsaSize, rsaSizes } from '../../shared/algorithms.ts';
import { ascii, concat, hex, uint16 } from '../../shared/bytes.ts';
import { refuse } from '../../shared/failure.ts';
import { t } from '../../shared/language/text.ts';
import type { KeyReference, Serial } from '../../shared/numbers.ts';
import type { Command } from '../apdu/command.ts';
import { readRequest } from '../codec/cvc.ts';
import { encodeTlv } from '../codec/tlv.ts';
import { curve, curveByPrime } from '../crypto/curves.ts';
import { understood } from './answers.ts';
import { dkekIfTold } from './dkek.ts';
import { fileOf } from './files.ts';
import { readObject } from './objects.ts';
import { assertVacant } from './references.ts';
import { refusal } from './refusals.ts';
import type { CardSession } from './session.ts';

// instructions
const GENERATE_KEY_PAIR = 0x46;
const GENERATE_SECRET_KEY = 0x48;

// tags (protocol reference 7.1, 7.2)
const PROFILE = 0x5f29;
const AUTHORITY = 0x42;
const PUBLIC_KEY = 0x7f49;
const OID = 0x06;
const HOLDER = 0x5f20;
const USE_COUNTER = 0x90;
const ALGORITHMS = 0x91;
const KEY_DOMAIN = 0x92;

// lengths and values
const MOST_ALGORITHMS = 16;
const WHOLE_ANSWER = 0x10000;
const AES_SIZE_CODES: Readonly<Record<AesSize, number>> = { 128: 0xb0, 192: 0xb1, 256: 0xb2 };
const RSA_OID = hex.decode('04007F00070202020102');
const EC_OID = hex.decode('04007F00070202020203');
const RSA_EXPONENT = hex.decode('010001');
const COFACTOR = Uint8Array.of(0x01);
/** What OpenSC writes; the inner authority of a request means nothing. */
const INNER_AUTHORITY = ascii.encode('UTCA00001');
/** Five digits behind the serial. By the key's place: two keys of one device have different names, and both can be registered elsewhere. */
const sequenceNumber = (reference: KeyReference): string => String(reference).padStart(5, '0');

/** What may be set for any key. */
export interface KeyLimits {
  /** How often it may be used, 1..4294967294; undefined: without limit. */
  readonly useCounter?: number;
  /** Key domain, 0..15; undefined: the card's default. */
  readonly keyDomain?: number;
}

/**
 * Generates an AES key that may do what `capabilities` (1 to 16 algorithm identifiers) say, for ever; needs the login. Throws
 * Refusal no-capability, key-place-taken, dkek-incomplete, card-full. The card writes no description: see `writeKeyDescription`.
 */
export async function generateAesKey(
  session: CardSession,
  reference: KeyReference,
  wanted: KeyLimits & { readonly size: AesSize; readonly capabilities: readonly number[] },
): Promise<void> {
  if (!aesSizes.includes(wanted.size)) throw new RangeError(`AES key: expected 128, 192 or 256 bits, got ${wanted.size}`);
  if (wanted.capabilities.length === 0) refuse('no-capability');
  const data = limits(wanted);
  const command = { cla: 0x00, ins: GENERATE_SECRET_KEY, p1: reference, p2: AES_SIZE_CODES[wanted.size], data };
  await generate(
    session,
    reference,
    command,
    t('AES keys of {bits} bits with these capabilities', { bits: wanted.size }),
    wanted.keyDomain,
  );
}

/**
 * Generates an RSA key pair, exponent 65537; needs the login. Takes seconds to minutes on a card. Gives the request (67) that
 * the card signed, checked for the wanted size. Throws Refusal key-place-taken, not-supported-by-device, dkek-incomplete, card-full.
 */
export async function generateRsaKey(
  session: CardSession,
  reference: KeyReference,
  wanted: KeyLimits & { readonly size: RsaSize; readonly serial: Serial; readonly capabilities?: readonly number[] },
): Promise<Uint8Array> {
  const { size } = wanted;
  if (!rsaSizes.includes(size)) throw new RangeError(`RSA key: expected one of ${rsaSizes.join(', ')} bits, got ${size}`);
  const publicKey = [encodeTlv(OID, RSA_OID), encodeTlv(0x82, RSA_EXPONENT), encodeTlv(0x02, uint16(size))];
  const request = await generatePair(session, reference, wanted, publicKey, t('RSA keys of {bits} bits', { bits: size }));
  return checkedRequest(request, ({ modulus }) => modulus !== undefined && bitLength(modulus) === size);
}

/** Generates an EC key pair; as `generateRsaKey`. */
export async function generateEcKey(
  session: CardSession,
  reference: KeyReference,
  wanted: KeyLimits & { readonly curve: CurveName; readonly serial: Serial; readonly capabilities?: readonly number[] },
): Promise<Uint8Array> {
  const { p, a, b, G, n } = curve(wanted.curve);
  const values: [number, Uint8Array][] = [
    [0x81, p],
    [0x82, a],
    [0x83, b],
    [0x84, G],
    [0x85, n],
    [0x87, COFACTOR],
  ];
  const publicKey = [encodeTlv(OID, EC_OID), ...values.map(([tag, value]) => encodeTlv(tag, value))];
  const request = await generatePair(session, reference, wanted, publicKey, t('keys on the curve {curve}', { curve: wanted.curve }));
  return checkedRequest(request, (key) => key.p !== undefined && curveByPrime(key.p)?.name === wanted.curve && key.Q?.length === G.length);
}

async function generatePair(
  session: CardSession,
  reference: KeyReference,
  wanted: KeyLimits & { readonly serial: Serial; readonly capabilities?: readonly number[] },
  publicKey: readonly Uint8Array[],
  feature: string,
): Promise<Uint8Array> {
  const data = concat(
    encodeTlv(PROFILE, Uint8Array.of(0)),
    encodeTlv(AUTHORITY, INNER_AUTHORITY),
    encodeTlv(PUBLIC_KEY, ...publicKey),
    encodeTlv(HOLDER, ascii.encode(`${wanted.serial}${sequenceNumber(reference)}`)),
    limits(wanted),
  );
  // P2 0: the device key signs the request
  const command = { cla: 0x00, ins: GENERATE_KEY_PAIR, p1: reference, p2: 0x00, data, le: WHOLE_ANSWER };
  const answer = await generate(session, reference, command, feature, wanted.keyDomain);
  // a card that does not answer with the request has stored it all the same
  return answer.length > 0 ? answer : ((await readObject(session, fileOf('keyCertificate', reference))) ?? answer);
}

async function generate(session: CardSession, reference: KeyReference, command: Command, feature: string, domain = 0): Promise<Uint8Array> {
  await assertVacant(session, reference);
  const { data, sw } = await session.channel(command);
  if (sw === 0x9000) return data;
  throw refusal(sw, { purpose: 'generate', during: t('generate a key'), feature, dkek: await dkekIfTold(session, domain) });
}

function limits({ capabilities = [], useCounter, keyDomain }: KeyLimits & { readonly capabilities?: readonly number[] }): Uint8Array {
  const list = [...new Set(capabilities)];
  if (list.length > MOST_ALGORITHMS || list.some((id) => !isByte(id)))
    throw new RangeError(`algorithm list: expected at most ${MOST_ALGORITHMS} bytes`);
  if (useCounter !== undefined && !(Number.isInteger(useCounter) && useCounter >= 1 && useCounter <= MOST_USES))
    throw new RangeError(`use counter: expected 1..${MOST_USES}, got ${useCounter}`);
  if (keyDomain !== undefined && !isByte(keyDomain)) throw new RangeError(`key domain: expected 0..255, got ${keyDomain}`);
  return concat(
    ...(useCounter === undefined ? [] : [encodeTlv(USE_COUNTER, concat(uint16(useCounter >>> 16), uint16(useCounter & 0xffff)))]),
    ...(list.length > 0 ? [encodeTlv(ALGORITHMS, Uint8Array.from(list))] : []),
    ...(keyDomain === undefined ? [] : [encodeTlv(KEY_DOMAIN, Uint8Array.of(keyDomain))]),
  );
}

type RequestedKey = ReturnType<typeof readRequest>['cvc']['body']['publicKey'];

function checkedRequest(request: Uint8Array, fits: (key: RequestedKey) => boolean): Uint8Array {
  return understood(t('generate a key'), () => {
    if (!fits(readRequest(request).cvc.body.publicKey)) throw new SyntaxError('another key than was asked for');
    return request;
  });
}

function bitLength(modulus: Uint8Array): number {
  const digits = hex.encode(modulus).replace(/^(?:00)+/, '');
  return digits === '' ? 0 : BigInt(`0x${digits}`).toString(2).length;
}

function isByte(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 0xff;
}
