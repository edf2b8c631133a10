import { refuse } from '../../../shared/failure.ts';
import type { DeviceCertificateSnapshot, DeviceSnapshot, KeySnapshot } from '../../../shared/models/snapshot.ts';
import type { Serial } from '../../../shared/numbers.ts';
import type { Channel } from '../../apdu/command.ts';
import { checkChain } from '../../card/attestation.ts';
import { type DeviceCertificates, readDeviceCertificates, readFreeMemory, readTokenInfo } from '../../card/device.ts';
import { readDkeks } from '../../card/key-domains.ts';
import { enumerateObjects } from '../../card/objects.ts';
import { readPin } from '../../card/pins.ts';
import { descriptionsWithoutKey, keysAmong } from '../../card/references.ts';
import { type CardSession, openSession } from '../../card/session.ts';
import type { PinPad } from '../../transport/transport.ts';
import { listedObjects } from '../objects/listed-objects.ts';
import { optionsOf } from '../set-up/device-options.ts';
import { Device } from './device.ts';
import { Line } from './line.ts';
import { readKeySnapshot } from './read-key.ts';
import { readPkaSnapshot, readUserPin } from './read-pka.ts';
import type { Remembered } from './remembered.ts';
import { isStatusError } from './wire-failure.ts';

/**
 * Opens the session with a card that was inserted and reads what the tree shows: 9 commands, 1 more where it is initialized, and 1
 * for each key; with key domains 1 more for each of them and each key.
 * Throws WireError, and Refusal not-a-smartcard-hsm or what the card refused.
 */
export async function openDevice(
  reader: string,
  channel: Channel,
  remembered: (serial: Serial) => Remembered,
  pinPad?: PinPad,
): Promise<Device> {
  const line = new Line(channel, reader, pinPad);
  const session = await select(line.channel, reader);
  const certificates = await readDeviceCertificates(session);
  const { state, listed } = await readDevice(session, certificates);
  const known = remembered(state.serial);
  for (const reference of descriptionsWithoutKey(listed)) known.orphans.add(reference);
  return new Device({ reader, line, session, remembered: known, certificates, state });
}

async function select(channel: Channel, reader: string): Promise<CardSession> {
  try {
    return await openSession(channel);
  } catch (error) {
    if (isStatusError(error)) return refuse('not-a-smartcard-hsm', { reader });
    throw error;
  }
}

async function readDevice(
  session: CardSession,
  certificates: DeviceCertificates,
): Promise<{ state: DeviceSnapshot; listed: readonly number[] }> {
  const label = (await readTokenInfo(session))?.label ?? '';
  const pka = await readPkaSnapshot(session);
  const userPin = await readUserPin(session, pka);
  const soPin = await readPin(session, 'so');
  const initialized = userPin.kind !== 'not-set';
  const dkeks = await readDkeks(session, initialized);
  const freeMemoryBytes = await readFreeMemory(session);
  const keys: KeySnapshot[] = [];
  const listed = await enumerateObjects(session);
  for (const reference of keysAmong(listed)) keys.push(await readKeySnapshot(session, reference, dkeks.keyDomains !== undefined));
  const state: DeviceSnapshot = {
    serial: certificates.serial,
    label,
    firmware: `${session.firmware.major}.${session.firmware.minor}`,
    platform: platformName(session.platform),
    initialized,
    ...(freeMemoryBytes === undefined ? {} : { freeMemoryBytes }),
    ...(initialized ? optionsOf(session) : {}),
    userPin,
    soPin,
    ...dkeks,
    ...(pka && { pka }),
    keys,
    objects: listedObjects(listed),
    certificate: certificateSnapshot(certificates),
  };
  return { state, listed };
}

function certificateSnapshot(certificates: DeviceCertificates): DeviceCertificateSnapshot {
  const { holder, authority = '' } = certificates.device.body;
  return { holder, authority, sha256: certificates.sha256, chain: checkChain(certificates) };
}

/** Third byte from the end of tag 85 in the answer to SELECT (protocol reference 1.2). */
function platformName(platform: number): string {
  if (platform < 0) return 'not told';
  const names: Record<number, string> = { 0: 'JCOP', 1: 'demo', 3: 'JCOP 3', 255: 'pico-hsm' };
  return names[platform] ?? `platform ${platform.toString(16).toUpperCase().padStart(2, '0')}`;
}
