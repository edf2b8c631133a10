import { createHash } from 'node:crypto';
import { hex } from '../../shared/bytes.ts';
import type { AttestationState } from '../../shared/models/certificates.ts';
import type { DeviceCertificateSnapshot } from '../../shared/models/snapshot.ts';
import { type Cvc, readRequest } from '../codec/cvc.ts';
import { simulatorRoot } from '../codec/simulator-root.ts';
import { type Curve, curve } from '../crypto/curves.ts';
import { verifyPkcs1 } from '../crypto/rsa.ts';
import { unlessMalformed } from './answers.ts';
import type { DeviceCertificates } from './device.ts';
import { fromTemplate, type PublicKey } from './public-keys.ts';

export type Chain = DeviceCertificateSnapshot['chain'];

/** Roots of the vendor, whose keys are on brainpoolP256r1 (protocol reference 9.1). */
const vendorRoots: readonly Root[] = [
  {
    holder: 'DESRCACC100001',
    publicKey: hex.decode(
      '046D025A8026CDBA245F10DF1B72E9880FFF746DAB40A43A3D5C6BEBF27707C30F6DEA72430EE3287B0665C1EAA6EAA4FA26C46303001983F82BD1AA31E03DA062',
    ),
  },
  {
    holder: 'UTSRCACC100001',
    publicKey: hex.decode(
      '04A041FEB2FD116B2AD19CA6B7EACD71C9892F941BB88D67DCEEC92501F070011957E22122BA6C2CF5FF02936F482E35A6129CCBBA8E9383836D3106879C408EF0',
    ),
  },
];

export interface Root {
  readonly holder: string;
  readonly publicKey: Uint8Array;
}

// first bytes of what EF CExx may hold
const REQUEST = 0x67;
const X509 = 0x30;

/** Roles in the two high bits of the role byte (BSI TR-03110-3 C.4): 00 is an end entity, which may not issue. */
const ISSUER_ROLES = 0xc0;

/** Curves that chains of other makers are known to use; their points do not tell the curve. */
const otherChainCurves = ['brainpoolP256r1', 'secp256r1', 'secp256k1'] as const;

/**
 * Where the chain of a device's certificate ends: `verified` at a root of the vendor, `simulator` at the root of simulated
 * devices, `unknown-root` at another one, or `broken` when a signature or a name does not fit. Dates are not looked at: a
 * device outlives its certificate, and an air-gapped machine's clock proves nothing.
 */
export function checkChain({ device, issuers }: Pick<DeviceCertificates, 'device' | 'issuers'>): Chain {
  const [issuer] = issuers;
  if (!issuer) return 'unknown-root';
  if (device.body.authority !== issuer.body.holder) return 'broken';
  const root = knownRoot(issuer.body.authority);
  if (root) {
    const domain = curve('brainpoolP256r1');
    if (!mayIssue(issuer) || !isSignedBy(issuer, root.publicKey, domain) || !isSignedBy(device, issuer.body.publicKey.Q, domain))
      return 'broken';
    return root === simulatorRoot ? 'simulator' : 'verified';
  }
  return chainCurve({ device, issuers }) ? 'unknown-root' : 'broken';
}

/** The root of that name that this app knows; its certificate is on no device. */
export function knownRoot(holder: string | undefined): Root | undefined {
  return [...vendorRoots, simulatorRoot].find((root) => root.holder === holder);
}

const byChain = { verified: 'proven', simulator: 'simulated', 'unknown-root': 'unknown-root', broken: 'broken-chain' } as const;

/** What the content of a key's EF CExx proves, by a device whose own chain ends as `chain` says. */
export function attestationOf(
  content: Uint8Array | undefined,
  certificates: Pick<DeviceCertificates, 'device' | 'issuers'>,
  chain: Chain,
): AttestationState {
  if (content?.[0] === X509) return 'replaced';
  if (content?.[0] !== REQUEST) return 'none';
  const proof = verifyKeyRequest(content, certificates);
  if (proof.attested) return byChain[chain];
  return proof.reason === 'other-device' ? 'other-device' : 'not-fitting';
}

export type KeyAttestation =
  | { readonly attested: true; readonly holder: string; readonly publicKey: PublicKey }
  /** The request is malformed, names another device, or a signature (by the key itself, by the device) does not fit. */
  | { readonly attested: false; readonly reason: 'malformed' | 'other-device' | 'key-signature' | 'device-signature' };

/**
 * Whether a request (67) proves that its key was generated in the device with this certificate (protocol reference 9.3). Worth
 * as much as `checkChain` says of that certificate. Imported keys have no request of their own.
 */
export function verifyKeyRequest(request: Uint8Array, certificates: Pick<DeviceCertificates, 'device' | 'issuers'>): KeyAttestation {
  const parsed = unlessMalformed(() => readRequest(request));
  if (!parsed) return { attested: false, reason: 'malformed' };
  const { body, bodyTlv, signature } = parsed.cvc;
  const publicKey = fromTemplate(body.publicKey);
  if (!publicKey) return { attested: false, reason: 'malformed' };
  if (parsed.outerAuthority !== certificates.device.body.holder) return { attested: false, reason: 'other-device' };
  if (!verifies(publicKey, bodyTlv, signature)) return { attested: false, reason: 'key-signature' };
  const { Q } = certificates.device.body.publicKey;
  const domain = chainCurve(certificates);
  const vouchedFor = Q !== undefined && domain?.verify(Q, sha256(parsed.signedPart), parsed.outerSignature);
  return vouchedFor ? { attested: true, holder: body.holder, publicKey } : { attested: false, reason: 'device-signature' };
}

function verifies(key: PublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  if (key.kind === 'RSA') return verifyPkcs1(key.modulus, key.exponent, 'sha256', message, signature);
  return key.curve !== undefined && curve(key.curve).verify(key.Q, sha256(message), signature);
}

/** The curve on which the issuer's key verifies the device's certificate; undefined when there is none. */
function chainCurve({ device, issuers: [issuer] }: Pick<DeviceCertificates, 'device' | 'issuers'>): Curve | undefined {
  return issuer && otherChainCurves.map(curve).find((domain) => isSignedBy(device, issuer.body.publicKey.Q, domain));
}

function isSignedBy(cvc: Cvc, Q: Uint8Array | undefined, domain: Curve): boolean {
  return Q !== undefined && domain.verify(Q, sha256(cvc.bodyTlv), cvc.signature);
}

function mayIssue({ body }: Cvc): boolean {
  return ((body.chat?.role ?? 0) & ISSUER_ROLES) !== 0;
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}
