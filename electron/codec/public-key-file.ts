import { concat, equal, hex } from '../../shared/bytes.ts';
import { encodeTlv, readTlv, readTlvs } from './tlv.ts';

/** The file that carries a public key to the device that shall trust it (protocol reference 10.4): the key's authenticated request, and the certificates of the device that vouches for it. */

const SEQUENCE = 0x30;
const REQUEST = 0x67;
const CERTIFICATE = 0x7f21;

// the Key Manager's form: 30{ 06 OID, 61{issuer}, 62{device}, 63{request} }
const OID = 0x06;
const ISSUER_PART = 0x61;
const DEVICE_PART = 0x62;
const REQUEST_PART = 0x63;
/** 1.3.6.1.4.1.24991.4.3.1 */
const keyManagerForm = hex.decode('2B0601040181C31F040301');

/** Each a whole element with its tag. */
export interface PublicKeyFile {
  /** 67 */
  readonly request: Uint8Array;
  /** 7F21 */
  readonly device: Uint8Array;
  /** 7F21; what follows the device's certificate on the card when written, one certificate when read. */
  readonly issuer: Uint8Array;
}

/** As `sc-hsm-tool --export-for-pub-key-auth` writes it: 30{ request, device certificate, issuer certificate }. */
export function encodePublicKeyFile({ request, device, issuer }: PublicKeyFile): Uint8Array {
  return encodeTlv(SEQUENCE, request, device, issuer);
}

/** Reads the form of `sc-hsm-tool` and that of the vendor's Key Manager. Throws SyntaxError. */
export function readPublicKeyFile(bytes: Uint8Array): PublicKeyFile {
  const { tag, value, end } = readTlv(bytes);
  if (tag !== SEQUENCE || end !== bytes.length) throw new SyntaxError('public key file: not one');
  const parts = readTlvs(value);
  const isKeyManagers = parts[0]?.tag === OID && equal(parts[0].value, keyManagerForm);
  const within = (outer: number) => parts.find((part) => part.tag === outer)?.value ?? new Uint8Array(0);
  const [request, device, issuer] = isKeyManagers
    ? [within(REQUEST_PART), within(DEVICE_PART), within(ISSUER_PART)]
    : [value, afterFirst(value, 1), afterFirst(value, 2)];
  return { request: first(request, REQUEST), device: first(device, CERTIFICATE), issuer: first(issuer, CERTIFICATE) };
}

/** The content of an element: what the commands take instead of the whole. Throws SyntaxError. */
export function contentOf(element: Uint8Array): Uint8Array {
  return readTlv(element).value;
}

function afterFirst(bytes: Uint8Array, count: number): Uint8Array {
  let at = 0;
  for (let i = 0; i < count; i++) at = readTlv(bytes, at).end;
  return bytes.subarray(at);
}

function first(bytes: Uint8Array, wanted: number): Uint8Array {
  const { tag, end } = readTlv(bytes);
  if (tag !== wanted) throw new SyntaxError(`public key file: element ${wanted.toString(16).toUpperCase()} is missing`);
  return concat(bytes.subarray(0, end));
}
