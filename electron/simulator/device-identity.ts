import { createHash } from 'node:crypto';
import { concat, hex } from '../../shared/bytes.ts';
import { ecdsaSha256Oid, encodeCvc, encodeCvcBody, encodeCvcDate } from '../codec/cvc.ts';
import { simulatorRoot } from '../codec/simulator-root.ts';
import { curve } from '../crypto/curves.ts';
import { hostRandom } from '../crypto/random.ts';
import type { CardState } from './state.ts';

/**
 * Who a simulated device is: a device key, certified by an issuer (DICA), certified by the simulators' root. Root and issuer
 * are the same for all simulated devices and their private keys stand here in clear, on purpose: they vouch for nothing.
 */
const root = { holder: simulatorRoot.holder, d: hex.decode('0857C32B9B4F8CD28DAD5E7ED12A33B11E11265817C7E6C0F586405DA50988ED') };
const issuer = { holder: 'UTSIMDICA00001', d: hex.decode('7D5EC843AB5970802368788358D60DEAFC0489741D15CEA24320C5C7FE3C2F37') };

export const deviceCurve = curve('brainpoolP256r1');

/** 1.3.6.1.4.1.24991.3.1.1, the vendor's authorization template. */
const authorization = hex.decode('2B0601040181C31F030101');
const role = { issuer: 0x80, device: 0x00 } as const;

const effective = encodeCvcDate('2025-01-01');
const expires = encodeCvcDate('2049-12-31');

/** Sequence number at the end of the holder reference; what comes before it is the serial. */
const deviceSequence = '00000';

/** Without I, L, O and U, which are misread. */
const serialDigits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `UTSIM` and six random characters (30 bits), so that simulated devices made anywhere do not meet. */
export function newSerial(): string {
  return `UTSIM${[...hostRandom(6)].map((byte) => serialDigits[byte % 32]).join('')}`;
}

/** Holder reference of the device certificate, and of the device in the requests it signs. */
export function deviceHolder({ serial }: Pick<CardState, 'serial'>): string {
  return serial + deviceSequence;
}

/** A device fresh from the factory. Throws RangeError unless the serial is UT and 1 to 9 capital letters or digits. */
export function newDevice(serial: string, memoryLimit: number): CardState {
  if (!/^UT[0-9A-Z]{1,9}$/.test(serial))
    throw new RangeError('serial: expected UT, the mark of a test device, and 1 to 9 capital letters or digits');
  const { d, Q } = deviceCurve.generate();
  const issuerPoint = deviceCurve.publicPoint(issuer.d);
  const certificates = concat(
    certificate(issuer, deviceHolder({ serial }), Q, role.device),
    certificate(root, issuer.holder, issuerPoint, role.issuer),
  );
  return { serial, deviceKey: d, certificates, memoryLimit, files: new Map(), keys: new Map() };
}

/** Signature r | s of 64 bytes, ECDSA with SHA-256, by a key on the device curve. */
export function signAsDevice(d: Uint8Array, message: Uint8Array): Uint8Array {
  return deviceCurve.sign(d, createHash('sha256').update(message).digest());
}

function certificate(authority: typeof issuer, holder: string, Q: Uint8Array, roleByte: number): Uint8Array {
  const body = encodeCvcBody({
    authority: authority.holder,
    holder,
    publicKey: { oid: ecdsaSha256Oid, Q },
    chat: { oid: authorization, role: roleByte },
    effective,
    expires,
  });
  return encodeCvc(body, signAsDevice(authority.d, body));
}
