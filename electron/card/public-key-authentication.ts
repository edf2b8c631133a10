import { ascii, concat } from '../../shared/bytes.ts';
import { refuse } from '../../shared/failure.ts';
import { t } from '../../shared/language/text.ts';
import { readCvc, readRequest } from '../codec/cvc.ts';
import { contentOf, type PublicKeyFile } from '../codec/public-key-file.ts';
import { encodeTlv } from '../codec/tlv.ts';
import { ofLength, understood } from './answers.ts';
import { readRandom } from './random.ts';
import { refusal } from './refusals.ts';
import { type CardSession, send } from './session.ts';

// instructions (ISO 7816-4 11.5, 11.6; 54 is the applet's own)
const MANAGE_SECURITY_ENVIRONMENT = 0x22;
const VERIFY_CERTIFICATE = 0x2a;
const MANAGE_PUBLIC_KEYS = 0x54;
const EXTERNAL_AUTHENTICATE = 0x82;

// P1 and P2
const SET = 0x81;
const FOR_CERTIFICATES = 0xb6;
const FOR_AUTHENTICATION = 0xa4;
const QUERY = 0x02;

// tag
const REFERENCE = 0x83;

// lengths and status words
const STATUS_LENGTH = 4;
const CHALLENGE_LENGTH = 8;
const LONGEST_HOLDER = 20;
const MOST_KEYS = 90;
const OK = 0x9000;
const AUTHENTICATED = 0x9001;
const EMPTY = 0x6a88;

/** Option bit of INITIALIZE: the user PIN is needed as well; without it the keys stand in its place. */
export const PIN_AND_KEYS = 0x0010;

export interface PkaStatus {
  readonly total: number;
  readonly registered: number;
  readonly required: number;
  /** In this session. */
  readonly authenticated: number;
}

/** A registered key: its holder reference, and whether it has authenticated in this session. */
export interface PkaKey {
  readonly holder: string;
  readonly authenticated: boolean;
}

/**
 * Public key authentication as it stands (protocol reference 10.4); undefined on a device without, whatever it answers. One that is
 * `known` to have it must tell: Refusal device-refused.
 */
export async function readPka(session: CardSession, known = false): Promise<PkaStatus | undefined> {
  const { data, sw } = await session.channel({ cla: 0x80, ins: MANAGE_PUBLIC_KEYS, p1: 0x00, p2: 0x00, le: 256 });
  if (sw !== OK && known) throw refusal(sw, { purpose: 'ask', during: t('read the state of public key authentication') });
  return sw === OK && data.length > 0 ? parseStatus(data) : undefined;
}

/** The registered keys by name, in the card's order; undefined where the device does not name them. One command a key. */
export async function readPkaKeys(session: CardSession, total: number): Promise<PkaKey[] | undefined> {
  const keys: PkaKey[] = [];
  for (let place = 0; place < Math.min(total, MOST_KEYS); place++) {
    const { data, sw } = await session.channel({ cla: 0x80, ins: MANAGE_PUBLIC_KEYS, p1: QUERY, p2: place, le: 256 });
    if (sw === EMPTY) continue;
    if (sw !== OK && sw !== AUTHENTICATED) return undefined;
    if (data.length === 0 || data.length > LONGEST_HOLDER) return undefined;
    keys.push({ holder: understood(t('read the registered keys'), () => ascii.decode(data)), authenticated: sw === AUTHENTICATED });
  }
  return keys;
}

/**
 * Registers the key of this file, for as long as the device is not initialized again; needs no login. The card verifies the
 * issuer's certificate, the device's, then the request. Throws Refusal pka-issuer-unknown, pka-already-registered, pka-full,
 * pka-key-refused.
 */
export async function registerPublicKey(session: CardSession, file: PublicKeyFile): Promise<PkaStatus> {
  const during = t('register a public key');
  const { outerAuthority } = understood(during, () => readRequest(file.request));
  await makeKnown(session, file.issuer);
  await makeKnown(session, file.device);
  const named = await setReference(session, FOR_CERTIFICATES, outerAuthority);
  if (named !== OK) throw refusal(named, { purpose: 'verify-certificate', during });
  const command = { cla: 0x80, ins: MANAGE_PUBLIC_KEYS, p1: 0x00, p2: 0x00, data: contentOf(file.request), le: STATUS_LENGTH };
  return parseStatus(await send(session, command, { purpose: 'register-public-key', during }));
}

/**
 * Authenticates one registered key: `sign` gets the message that its device must sign with ECDSA and SHA-256, and gives r | s.
 * `target` is the holder reference of this device's certificate. Throws Refusal pka-not-registered, pka-already-authenticated,
 * pka-not-accepted.
 */
export async function authenticateKey(
  session: CardSession,
  target: string,
  holder: string,
  sign: (message: Uint8Array) => Promise<Uint8Array>,
): Promise<void> {
  const during = t('authenticate a public key');
  const named = await setReference(session, FOR_AUTHENTICATION, holder);
  if (named !== OK) throw refusal(named, { purpose: 'name-public-key', during });
  const challenge = await readRandom(session, CHALLENGE_LENGTH);
  const signature = await sign(concat(ascii.encode(target), challenge));
  const command = { cla: 0x00, ins: EXTERNAL_AUTHENTICATE, p1: 0x00, p2: 0x00, data: signature };
  await send(session, command, { purpose: 'authenticate-public-key', during });
}

/** Has the card verify a certificate, unless it knows it already. */
async function makeKnown(session: CardSession, certificate: Uint8Array): Promise<void> {
  const during = t('verify a device certificate');
  const { holder, authority } = understood(during, () => readCvc(certificate)).body;
  if ((await setReference(session, FOR_CERTIFICATES, holder)) === OK) return;
  const named = await setReference(session, FOR_CERTIFICATES, authority ?? refuse('pka-file-malformed'));
  if (named !== OK) throw refusal(named, { purpose: 'verify-certificate', during });
  const command = { cla: 0x00, ins: VERIFY_CERTIFICATE, p1: 0x00, p2: 0xbe, data: contentOf(certificate) };
  await send(session, command, { purpose: 'verify-certificate', during });
}

async function setReference(session: CardSession, template: number, reference: string): Promise<number> {
  const data = encodeTlv(REFERENCE, ascii.encode(reference));
  const { sw } = await session.channel({ cla: 0x00, ins: MANAGE_SECURITY_ENVIRONMENT, p1: SET, p2: template, data });
  return sw;
}

function parseStatus(data: Uint8Array): PkaStatus {
  const during = t('read the state of public key authentication');
  const [total = 0, missing = 0, required = 0, authenticated = 0] = ofLength(data, STATUS_LENGTH, during);
  if (missing > total || required > total || authenticated > total) refuse('device-answer-malformed', { during });
  return { total, registered: total - missing, required, authenticated };
}
