import { Refusal, refuse } from '../../shared/failure.ts';
import type { PinState } from '../../shared/models/snapshot.ts';
import type { Secret } from '../crypto/secret.ts';
import { checkDeviceLabel, writeLabel } from './device.ts';
import { checkNewPin, checkSoPin, minimumPinLength, readPin, verifyUserPin } from './pins.ts';
import { refusal } from './refusals.ts';
import { type CardSession, RESET_WITH_SO_PIN } from './session.ts';

// instruction
const INITIALIZE = 0x50;

// tags (protocol reference 2), in the order that OpenSC sends
const OPTIONS = 0x80;
const USER_PIN = 0x81;
const SO_PIN = 0x82;
const RETRIES = 0x91;
const DKEK_SHARES = 0x92;

// values
const MEMORY_FULL = 0x6a84;
const MOST_SHARES = 255;

export interface Initialization {
  /** Name of the device, up to 32 bytes of UTF-8. */
  readonly label: string;
  /** 8 bytes. A device in use takes only the SO-PIN it has. */
  readonly soPin: Secret;
  /** 6 to 15 characters; the tries decide how many it needs. */
  readonly userPin: Secret;
  /** Tries of the user PIN, 1..10. */
  readonly retries: number;
  readonly resetWithSoPin: boolean;
  readonly scheme: { readonly kind: 'none' | 'random' } | { readonly kind: 'shares'; readonly count: number };
}

/**
 * Erases all keys and starts anew (protocol reference 2), verifies the new user PIN and writes the label. Gives the session
 * with the new options; the user PIN stays verified. Throws Refusal pin-wrong or so-pin-blocked for the SO-PIN, and before
 * anything is sent label-empty, label-too-long, so-pin-format, pin-length, retries-not-allowed, pin-too-short-for-retries.
 */
export async function initializeDevice(session: CardSession, wanted: Initialization): Promise<CardSession> {
  check(wanted);
  const options = wanted.resetWithSoPin ? RESET_WITH_SO_PIN : 0;
  const data = initializationData(wanted, options);
  try {
    const command = { cla: 0x80, ins: INITIALIZE, p1: 0x00, p2: 0x00, data, secret: true };
    let { sw } = await session.channel(command);
    // genuine devices sometimes need it twice (protocol reference 2.4)
    if (sw === MEMORY_FULL) ({ sw } = await session.channel(command));
    if (sw !== 0x9000) throw refusal(sw, { purpose: 'initialize', during: 'initialize the device', soPin: await soPinIfTold(session) });
  } finally {
    data.fill(0);
  }
  const fresh = { ...session, options };
  await verifyUserPin(fresh, wanted.userPin);
  await writeLabel(fresh, wanted.label);
  return fresh;
}

function check({ label, soPin, userPin, retries, scheme }: Initialization): void {
  checkDeviceLabel(label);
  checkSoPin(soPin);
  checkNewPin(userPin);
  const minimum = minimumPinLength(retries);
  if (userPin.length < minimum) refuse('pin-too-short-for-retries', { retries, minimum });
  if (scheme.kind !== 'shares') return;
  if (!Number.isInteger(scheme.count) || scheme.count < 1 || scheme.count > MOST_SHARES)
    throw new RangeError(`DKEK shares: expected 1..${MOST_SHARES}, got ${scheme.count}`);
}

/** Built in one buffer, with no copy of a PIN left behind; all lengths are below 80h. */
function initializationData({ soPin, userPin, retries, scheme }: Initialization, options: number): Uint8Array {
  const elements: [number, ArrayLike<number>][] = [
    [OPTIONS, [options >> 8, options & 0xff]],
    [USER_PIN, userPin.expose()],
    [SO_PIN, soPin.expose()],
    [RETRIES, [retries]],
  ];
  // no tag: no DKEK at all; 0 shares: the device makes one of its own
  if (scheme.kind !== 'none') elements.push([DKEK_SHARES, [scheme.kind === 'shares' ? scheme.count : 0]]);
  const data = new Uint8Array(elements.reduce((length, [, value]) => length + 2 + value.length, 0));
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
