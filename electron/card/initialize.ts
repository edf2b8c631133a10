import { unmovedBytes } from '../../shared/bytes.ts';
import { Refusal, refuse } from '../../shared/failure.ts';
import { t } from '../../shared/language/text.ts';
import type { PinState } from '../../shared/models/snapshot.ts';
import type { Secret } from '../crypto/secret.ts';
import { checkDeviceLabel, writeLabel } from './device.ts';
import { knowsKeyDomains, MOST_DOMAINS } from './key-domains.ts';
import { checkNewPin, checkSoPin, minimumPinLength, readPin, verifyUserPin } from './pins.ts';
import { PIN_AND_KEYS } from './public-key-authentication.ts';
import { refusal } from './refusals.ts';
import { type CardSession, RESET_WITH_SO_PIN, TRANSPORT_PIN } from './session.ts';

// instruction
const INITIALIZE = 0x50;

// tags (protocol reference 2), in the order that OpenSC sends
const OPTIONS = 0x80;
const USER_PIN = 0x81;
const SO_PIN = 0x82;
const RETRIES = 0x91;
const DKEK_SHARES = 0x92;
const KEY_DOMAINS = 0x97;
const PUBLIC_KEYS = 0x93;

// values
const MEMORY_FULL = 0x6a84;
const MOST_SHARES = 255;
/** A device with one key domain could not be told from one with a classic DKEK. */
const FEWEST_DOMAINS = 2;
const MOST_PUBLIC_KEYS = 90;

export interface Initialization {
  /** Name of the device, up to 32 bytes of UTF-8. */
  readonly label: string;
  /** 8 bytes. A device in use takes only the SO-PIN it has. */
  readonly soPin: Secret;
  /** 6 to 15 characters; the tries decide how many it needs. undefined where public keys stand in its place. */
  readonly userPin?: Secret;
  /** Tries of the user PIN, 1..10. */
  readonly retries: number;
  readonly resetWithSoPin: boolean;
  /** The user PIN must be changed before the first login. Not together with public keys. */
  readonly transportPin?: boolean;
  /** `domains`: 2..16 key domains, each to be set up later. */
  readonly scheme: { readonly kind: 'none' | 'random' } | { readonly kind: 'shares' | 'domains'; readonly count: number };
  /** Public key authentication: keys to register, 1..90, and how many of them must authenticate. */
  readonly publicKeys?: { readonly total: number; readonly required: number };
}

/**
 * Erases all keys and starts anew (protocol reference 2), verifies the new user PIN and writes the label. Gives the session
 * with the new options; the user PIN stays verified. A transport PIN cannot be verified before it is changed, nor any PIN before
 * public keys have authenticated: the label is then written in the session that initialized, which may do so (2.4). Throws Refusal
 * pin-wrong or so-pin-blocked for the SO-PIN, and before
 * anything is sent label-empty, label-too-long, so-pin-format, pin-length, retries-not-allowed, pin-too-short-for-retries.
 */
export async function initializeDevice(session: CardSession, wanted: Initialization): Promise<CardSession> {
  check(wanted);
  checkScheme(session, wanted.scheme);
  const options = optionsFor(wanted);
  const data = initializationData(wanted, options);
  try {
    const command = { cla: 0x80, ins: INITIALIZE, p1: 0x00, p2: 0x00, data, secret: true };
    let { sw } = await session.channel(command);
    // genuine devices sometimes need it twice (protocol reference 2.4)
    if (sw === MEMORY_FULL) ({ sw } = await session.channel(command));
    if (sw !== 0x9000) throw refusal(sw, { purpose: 'initialize', during: t('initialize the device'), soPin: await soPinIfTold(session) });
  } finally {
    data.fill(0);
  }
  const fresh = { ...session, options };
  if (wanted.userPin && !wanted.publicKeys && !wanted.transportPin) await verifyUserPin(fresh, wanted.userPin);
  await writeLabel(fresh, wanted.label);
  return fresh;
}

function optionsFor({ resetWithSoPin, transportPin, publicKeys, userPin }: Initialization): number {
  const together = publicKeys && userPin ? PIN_AND_KEYS : 0;
  return (resetWithSoPin ? RESET_WITH_SO_PIN : 0) | (transportPin ? TRANSPORT_PIN : 0) | together;
}

function check({ label, soPin, userPin, retries, transportPin, publicKeys }: Initialization): void {
  checkDeviceLabel(label);
  checkSoPin(soPin);
  if (!userPin && !publicKeys) throw new RangeError('initialize: neither a user PIN nor public keys');
  if (publicKeys) checkPublicKeys(publicKeys);
  const minimum = minimumPinLength(retries);
  if (userPin) checkNewPin(userPin);
  if (userPin && userPin.length < minimum) refuse('pin-too-short-for-retries', { retries, minimum });
  if (transportPin && publicKeys) throw new RangeError('initialize: a transport PIN and public keys exclude each other');
}

function checkScheme(session: CardSession, scheme: Initialization['scheme']): void {
  if (scheme.kind === 'shares' && !within(scheme.count, 1, MOST_SHARES))
    throw new RangeError(`DKEK shares: expected 1..${MOST_SHARES}, got ${scheme.count}`);
  if (scheme.kind !== 'domains') return;
  const { major, minor } = session.firmware;
  if (!knowsKeyDomains(session)) refuse('domains-not-supported', { firmware: `${major}.${minor}` });
  if (!within(scheme.count, FEWEST_DOMAINS, MOST_DOMAINS))
    throw new RangeError(`key domains: expected ${FEWEST_DOMAINS}..${MOST_DOMAINS}, got ${scheme.count}`);
}

function within(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function checkPublicKeys({ total, required }: NonNullable<Initialization['publicKeys']>): void {
  const possible = Number.isInteger(total) && Number.isInteger(required) && required >= 1 && required <= total;
  if (!possible || total > MOST_PUBLIC_KEYS) throw new RangeError(`public keys: ${required} of ${total} is not possible`);
}

/** Built in one buffer, with no copy of a PIN left behind; all lengths are below 80h. */
function initializationData({ soPin, userPin, retries, scheme, publicKeys }: Initialization, options: number): Uint8Array {
  const elements: [number, ArrayLike<number>][] = [
    [OPTIONS, [options >> 8, options & 0xff]],
    ...(userPin ? [[USER_PIN, userPin.expose()] as [number, Uint8Array]] : []),
    [SO_PIN, soPin.expose()],
    [RETRIES, [retries]],
  ];
  // no tag: no DKEK at all; 0 shares: the device makes one of its own
  if (scheme.kind === 'domains') elements.push([KEY_DOMAINS, [scheme.count]]);
  else if (scheme.kind !== 'none') elements.push([DKEK_SHARES, [scheme.kind === 'shares' ? scheme.count : 0]]);
  if (publicKeys) elements.push([PUBLIC_KEYS, [publicKeys.total, publicKeys.required]]);
  const data = unmovedBytes(elements.reduce((length, [, value]) => length + 2 + value.length, 0));
  let offset = 0;
  for (const [tag, value] of elements) {
    data.set([tag, value.length], offset);
    data.set(value, offset + 2);
    offset += 2 + value.length;
  }
  return data;
}

async function soPinIfTold(session: CardSession): Promise<PinState | undefined> {
  try {
    return await readPin(session, 'so');
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
