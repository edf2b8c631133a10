import { randomFillSync } from 'node:crypto';
import { assertBytes, unmovedBytes } from '../../shared/bytes.ts';

/** Bytes from the host's CSPRNG, in memory of their own that is never moved (no slice of Node's shared pool), so that wiping reaches them. */
export function hostRandom(length: number): Uint8Array<ArrayBuffer> {
  return randomFillSync(unmovedBytes(length));
}

/**
 * `length` bytes: the host's randomness XOR the device's, so that one good source is enough. `deviceBytes` must
 * have the same length and is wiped; throws RangeError otherwise.
 */
export function mixedRandom(length: number, deviceBytes: Uint8Array): Uint8Array {
  assertBytes(deviceBytes, length, 'random bytes of the device');
  const mixed = hostRandom(length);
  for (let i = 0; i < length; i++) mixed[i] = (mixed[i] as number) ^ (deviceBytes[i] as number);
  deviceBytes.fill(0);
  return mixed;
}
