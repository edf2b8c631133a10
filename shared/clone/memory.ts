import type { KeyType } from '../models/snapshot.ts';

/** Description, request or certificate and bookkeeping. */
const AROUND_PAIR = 700;
const AROUND_AES = 90;

/** About how much room a key takes on a device, with its description and a request. For the plan; the device has the last word. */
export function bytesOnDevice(type: KeyType): number {
  switch (type.kind) {
    case 'AES':
      return (type.size || 256) / 8 + AROUND_AES;
    case 'RSA':
      // five halves of the modulus, the modulus, and twice the modulus in the request
      return Math.ceil(((type.size || 2048) / 8) * 5.5) + AROUND_PAIR;
    case 'EC':
      return Math.ceil(((type.size || 256) / 8) * 8) + AROUND_PAIR;
    case 'unknown':
      return AROUND_PAIR;
  }
}
