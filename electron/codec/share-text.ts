import { createHash } from 'node:crypto';
import { ascii, assertBytes, concat, hex, utf8 } from '../../shared/bytes.ts';
import { refuse } from '../../shared/failure.ts';
import { t } from '../../shared/language/text.ts';

/** Far above a prime or a value of 17 bytes: bounds what a paste can bring. */
const LONGEST = 64;

/**
 * Bytes as sc-hsm-tool prints them: lower-case hex with colons. `decode` takes what people type: spaces, colons, hyphens
 * or dots between the groups or none, capitals or not, the zero of the first group left out. `field` names the entry in
 * its Refusals `share-digits-empty`, `share-digits-foreign`, `share-digits-odd`, `share-digits-too-long`.
 */
export const colonHex = {
  encode: (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(':'),
  decode(text: string, field = t('The entry')): Uint8Array {
    const groups = text.split(/[\s:.\-\u2010-\u2013]+/).filter((group) => group !== '');
    if (groups.length === 0) refuse('share-digits-empty', { field });
    const foreign = /[^0-9A-Fa-f]/u.exec(groups.join(''));
    if (foreign) refuse('share-digits-foreign', { field, character: foreign[0] });
    // "3:ff:…": only a group that stands apart can have lost its zero; in a run of digits any one may be missing
    if (groups.length > 1 && groups[0]?.length === 1) groups[0] = `0${groups[0]}`;
    if (groups.some((group) => group.length % 2 !== 0)) refuse('share-digits-odd', { field });
    const bytes = hex.decode(groups.join(''));
    if (bytes.length <= LONGEST) return bytes;
    bytes.fill(0);
    return refuse('share-digits-too-long', { field, bytes: bytes.length, most: LONGEST });
  },
};

const FINGERPRINT = 5;
const PASSWORD_VALUE = 17;

/**
 * Ten hex digits that name a share of a password without telling it: the first 5 bytes of SHA-256(set ID with its hyphen
 * | index | value). The value has 17 bytes, RangeError otherwise, and that on purpose: the share of a PIN must have no
 * fingerprint in any register, for whoever holds all shares but one could try every PIN against it.
 */
export function fingerprint(setId: string, index: number, value: Uint8Array): string {
  assertBytes(value, PASSWORD_VALUE, 'share value');
  const hash = createHash('sha256').update(ascii.encode(setId)).update(Uint8Array.of(index)).update(value).digest();
  return hex.encode(hash.subarray(0, FINGERPRINT));
}

/** Which part of which split: on the sheet, "share `index`, any `threshold` of `total`". */
export interface SharePlace {
  /** `K7Q2-M5TX` */
  readonly setId: string;
  readonly threshold: number;
  readonly total: number;
  readonly index: number;
}

/** What the code of a password share holds. */
export interface PasswordSharePart extends SharePlace {
  readonly prime: Uint8Array;
  readonly value: Uint8Array;
}

/** What the code of a text share holds. */
export interface TextSharePart extends SharePlace {
  /** The raw share string of secrets.js. */
  readonly share: string;
}

/** Taken apart, not looked at: from a camera anything may come. */
export interface Untrusted<T> {
  readonly unchecked: T;
}

const VERSION = 1;
const ID_LENGTH = 8;
const PLACE = 1 + ID_LENGTH + 3;

/** Version 01 | set ID 8 | threshold | total | index | prime length, prime | value length, value. */
export const passwordSharePayload = {
  encode: (part: PasswordSharePart): Uint8Array =>
    concat(encodePlace(part), Uint8Array.of(part.prime.length), part.prime, Uint8Array.of(part.value.length), part.value),
  decode(bytes: Uint8Array): Untrusted<PasswordSharePart> {
    const place = decodePlace(bytes);
    const [prime, afterPrime] = counted(bytes, PLACE);
    const [value, end] = counted(bytes, afterPrime);
    if (end !== bytes.length) refuse('share-code-malformed', { detail: t('it is longer than its parts') });
    return { unchecked: { ...place, prime, value } };
  },
};

/** Version 01 | set ID 8 | threshold | total | index | raw share string. */
export const textSharePayload = {
  encode: (part: TextSharePart): Uint8Array => concat(encodePlace(part), ascii.encode(part.share)),
  decode(bytes: Uint8Array): Untrusted<TextSharePart> {
    const place = decodePlace(bytes);
    try {
      return { unchecked: { ...place, share: utf8.decode(bytes.subarray(PLACE)) } };
    } catch {
      return refuse('share-code-malformed', { detail: t('its text is damaged') });
    }
  },
};

/**
 * A possible place in a split of this app, a value of 17 bytes that is below the prime. Whether the prime is ours is judged when the shares are
 * combined. Refusal `share-code-malformed`.
 */
export function validatePasswordShare({ unchecked: part }: Untrusted<PasswordSharePart>): PasswordSharePart {
  validatePlace(part);
  const { prime, value } = part;
  if (prime.length !== PASSWORD_VALUE || value.length !== PASSWORD_VALUE)
    refuse('share-code-malformed', { detail: t('its length is wrong') });
  if (hex.encode(value) >= hex.encode(prime)) refuse('share-code-malformed', { detail: t('the value is not smaller than the prime') });
  return part;
}

/** A possible place and the characters of a raw share, whose own number is that place. Refusal `share-code-malformed`. */
export function validateTextShare({ unchecked: part }: Untrusted<TextSharePart>): TextSharePart {
  validatePlace(part);
  if (!/^8[0-9a-f]{4,}$/.test(part.share)) refuse('share-code-malformed', { detail: t('it is no share of a text') });
  if (Number.parseInt(part.share.slice(1, 3), 16) !== part.index) refuse('share-code-malformed', { detail: t('its numbers contradict') });
  return part;
}

function encodePlace({ setId, threshold, total, index }: SharePlace): Uint8Array {
  const id = assertBytes(ascii.encode(setId.replace('-', '')), ID_LENGTH, 'set ID');
  return concat(Uint8Array.of(VERSION), id, Uint8Array.of(threshold, total, index));
}

function decodePlace(bytes: Uint8Array): SharePlace {
  if (bytes.length < PLACE) refuse('share-code-malformed', { detail: t('it is too short') });
  if (bytes[0] !== VERSION)
    refuse('share-code-malformed', { detail: t('version {version} is unknown to this app', { version: bytes[0] ?? '?' }) });
  const id = String.fromCharCode(...bytes.subarray(1, 1 + ID_LENGTH));
  const [threshold, total, index] = bytes.subarray(1 + ID_LENGTH, PLACE) as unknown as [number, number, number];
  return { setId: `${id.slice(0, ID_LENGTH / 2)}-${id.slice(ID_LENGTH / 2)}`, threshold, total, index };
}

function validatePlace({ setId, threshold, total, index }: SharePlace): void {
  if (!/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/.test(setId)) refuse('share-code-malformed', { detail: t('its set ID is none') });
  if (threshold < 2 || threshold > total || total > 9 || index < 1 || index > total) {
    refuse('share-code-malformed', { detail: t('share {index}, any {threshold} of {total}, cannot be', { index, threshold, total }) });
  }
}

/** A length of one byte and as many bytes; copies, so that the caller may wipe the code. */
function counted(bytes: Uint8Array, offset: number): [Uint8Array, number] {
  const end = offset + 1 + (bytes[offset] ?? 0);
  if (offset >= bytes.length || end > bytes.length) refuse('share-code-malformed', { detail: t('it is too short') });
  return [bytes.slice(offset + 1, end), end];
}
