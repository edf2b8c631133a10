/**
 * Readers with their own PIN pad (PC/SC part 10, 2.5): the PIN is typed on the reader and goes from there to the
 * card; this computer never sees it. Multi-byte fields of the structures are little-endian, control codes big-endian.
 */
import { concat } from '../../shared/bytes.ts';
import { type CardConnection, type PinPad, type PinPadOutcome, WireError } from './transport.ts';

export interface PinPadFeatures {
  /** Control code of FEATURE_VERIFY_PIN_DIRECT. */
  readonly verify: number;
  /** Control code of FEATURE_MODIFY_PIN_DIRECT, where the reader has it. */
  readonly modify?: number;
}

export interface PinPadRequest {
  /** CLA INS P1 P2 of the command; the reader adds Lc and the PIN. */
  readonly header: Uint8Array;
  /** Characters, 1..255. */
  readonly minimum: number;
  readonly maximum: number;
  /** Seconds until the reader gives up, 0 for the reader's own limit. */
  readonly timeoutSeconds: number;
}

const FEATURE_VERIFY_PIN_DIRECT = 0x06;
const FEATURE_MODIFY_PIN_DIRECT = 0x07;

/** Bytes counted (not bits), PIN at position 0 of the data, left-justified, ASCII (part 10, 2.5.2; CCID 6.1.11). */
const FORMAT_ASCII_LEFT = 0x82;
/** The PIN ends when the key for OK is pressed. */
const VALIDATE_ON_KEY = 0x02;
/** CCID: the reader's default message. */
const ONE_MESSAGE = 0x01;
const THREE_MESSAGES = 0x03;
const ENGLISH_US = 0x0409;
/** Ask for the present PIN (bit 1) and for the new one twice (bit 0). */
const ASK_OLD_AND_CONFIRM_NEW = 0x03;

/** What OpenSC allows a user PIN, too (protocol reference 5.1); and how long a person may look for the keys. */
const userPinLimits = { minimum: 6, maximum: 15, timeoutSeconds: 30 } as const;

/** The reader's PIN pad for user PINs, or undefined where it has none. Throws WireError. */
export async function pinPadOf(connection: CardConnection, platform: NodeJS.Platform = process.platform): Promise<PinPad | undefined> {
  const features = await readPinPad(connection, platform);
  if (!features) return undefined;
  const { verify, modify } = features;
  return {
    verify: (header) => enterPin(connection, verify, verifyStructure({ header, ...userPinLimits })),
    ...(modify !== undefined && {
      modify: (header: Uint8Array) => enterPin(connection, modify, modifyStructure({ header, ...userPinLimits })),
    }),
  };
}

/** CM_IOCTL_GET_FEATURE_REQUEST: SCARD_CTL_CODE(3400), which Windows forms in its own way. */
export function featureRequestCode(platform: NodeJS.Platform = process.platform): number {
  return platform === 'win32' ? 0x31_0000 + (3400 << 2) : 0x4200_0000 + 3400;
}

/** What the reader's PIN pad can do; undefined for a reader without one, also where it does not know the question. */
export async function readPinPad(
  connection: CardConnection,
  platform: NodeJS.Platform = process.platform,
): Promise<PinPadFeatures | undefined> {
  if (!connection.control) return undefined;
  let list: Uint8Array;
  try {
    list = await connection.control(featureRequestCode(platform), new Uint8Array(0));
  } catch (error) {
    if (error instanceof WireError && error.fault === 'failed') return undefined;
    throw error;
  }
  const features = readFeatures(list);
  const verify = features.get(FEATURE_VERIFY_PIN_DIRECT);
  const modify = features.get(FEATURE_MODIFY_PIN_DIRECT);
  if (verify === undefined) return undefined;
  return modify === undefined ? { verify } : { verify, modify };
}

/** Tag, length 4, control code (big-endian), repeated (part 10, 2.2). What follows a malformed element is ignored. */
export function readFeatures(list: Uint8Array): ReadonlyMap<number, number> {
  const features = new Map<number, number>();
  const view = new DataView(list.buffer, list.byteOffset, list.byteLength);
  for (let offset = 0; offset + 6 <= list.length; offset += 6) {
    if (list[offset + 1] !== 4) break;
    features.set(list[offset] as number, view.getUint32(offset + 2));
  }
  return features;
}

/** PIN_VERIFY_STRUCTURE, 19 bytes and the header (part 10, 2.5.2). Throws RangeError for limits outside 1..255. */
export function verifyStructure(request: PinPadRequest): Uint8Array {
  const { header, timeoutSeconds } = checked(request);
  return concat(
    Uint8Array.of(timeoutSeconds, timeoutSeconds, FORMAT_ASCII_LEFT, 0, 0),
    Uint8Array.of(request.maximum, request.minimum, VALIDATE_ON_KEY, ONE_MESSAGE),
    littleEndian(ENGLISH_US, 2),
    Uint8Array.of(0, 0, 0, 0),
    littleEndian(header.length, 4),
    header,
  );
}

/**
 * PIN_MODIFY_STRUCTURE, 24 bytes and the header (part 10, 2.5.3): old PIN, then new PIN, both of the length typed.
 * Both insertion offsets are 0; readers put the new PIN behind the old one when there is no PIN block.
 */
export function modifyStructure(request: PinPadRequest): Uint8Array {
  const { header, timeoutSeconds } = checked(request);
  return concat(
    Uint8Array.of(timeoutSeconds, timeoutSeconds, FORMAT_ASCII_LEFT, 0, 0, 0, 0),
    Uint8Array.of(request.maximum, request.minimum, ASK_OLD_AND_CONFIRM_NEW, VALIDATE_ON_KEY, THREE_MESSAGES),
    littleEndian(ENGLISH_US, 2),
    Uint8Array.of(0, 1, 2, 0, 0, 0),
    littleEndian(header.length, 4),
    header,
  );
}

/** Has the person enter a PIN at the reader and gives what came of it. Throws WireError. */
export async function enterPin(connection: CardConnection, code: number, structure: Uint8Array): Promise<PinPadOutcome> {
  if (!connection.control) throw new WireError('failed', 'this reader takes no control commands');
  const answer = await connection.control(code, structure);
  if (answer.length !== 2) throw new WireError('malformed', `PIN pad: expected a status word, got ${answer.length} bytes`);
  const sw = ((answer[0] as number) << 8) | (answer[1] as number);
  // Part 10, 2.5.2: words that the reader itself makes.
  if (sw === 0x6400) return { kind: 'timed-out' };
  if (sw === 0x6401) return { kind: 'cancelled' };
  if (sw === 0x6402) return { kind: 'pins-differ' };
  if (sw === 0x6403) return { kind: 'length' };
  return { kind: 'answered', sw };
}

function checked(request: PinPadRequest): PinPadRequest {
  const { header, minimum, maximum, timeoutSeconds } = request;
  if (header.length !== 4) throw new RangeError(`PIN pad: expected a header of 4 bytes, got ${header.length}`);
  if (minimum < 1 || maximum > 255 || minimum > maximum) throw new RangeError(`PIN pad: PIN of ${minimum}..${maximum} characters`);
  if (timeoutSeconds < 0 || timeoutSeconds > 255) throw new RangeError(`PIN pad: timeout of ${timeoutSeconds} s`);
  return request;
}

function littleEndian(value: number, bytes: number): Uint8Array {
  return Uint8Array.from({ length: bytes }, (_, index) => (value >>> (8 * index)) & 0xff);
}
