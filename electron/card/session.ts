import { hex } from '../../shared/bytes.ts';
import { t } from '../../shared/language/text.ts';
import type { Channel, Command } from '../apdu/command.ts';
import { StatusError } from '../apdu/status-error.ts';
import { findTlv } from '../codec/tlv.ts';
import { understood } from './answers.ts';
import { type Occasion, refusal } from './refusals.ts';

// instruction (ISO 7816-4 11.1.1)
const SELECT = 0xa4;

// tags of the file control information
const FCI_TEMPLATES = [0x62, 0x6f];
const PROPRIETARY = 0x85;

// lengths and values
const OK = 0x9000;
const AID = hex.decode('E82B0601040181C31F0201');
const SHORT_VERSION_LENGTH = 2;
const VERSION_LENGTH = 5;

/** The applet of one inserted card, selected. One per insertion: selecting again logs the user out. */
export interface CardSession {
  readonly channel: Channel;
  readonly firmware: { readonly major: number; readonly minor: number };
  /** 0 JCOP, 1 demo, 3 JCOP 3, 255 pico-hsm; -1 where the applet (1.x) does not tell. */
  readonly platform: number;
  /** The 16 option bits of INITIALIZE as the applet tells them; 0 where it does not. */
  readonly options: number;
}

/** Option bit: the user PIN may be reset with the SO-PIN. */
export const RESET_WITH_SO_PIN = 0x0001;
/** Option bit: the user PIN that was set at initialization must be changed before the first login. */
export const TRANSPORT_PIN = 0x0002;

/**
 * Selects the applet (protocol reference 1.2). Throws StatusError when the card has none, which makes it no SmartCard-HSM;
 * Refusal device-answer-malformed when its answer holds no version.
 */
export async function openSession(channel: Channel): Promise<CardSession> {
  const { data, sw } = await channel(selectApplet);
  if (sw !== OK) throw new StatusError(sw, 'select the SmartCard-HSM application');
  return { channel, ...understood(t('select the SmartCard-HSM application'), () => readVersion(data)) };
}

/** Sends a command that must succeed and gives its answer. Throws the Refusal that the status word means on this occasion. */
export async function send(session: CardSession, command: Command, occasion: Occasion): Promise<Uint8Array> {
  const { data, sw } = await session.channel(command);
  if (sw !== OK) throw refusal(sw, occasion);
  return data;
}

/** The form that OpenSC sends. Selecting clears every login. */
export const selectApplet: Command = { cla: 0x00, ins: SELECT, p1: 0x04, p2: 0x00, data: AID, le: 256 };

/** `62` or `6F`, and `62` inside `6F`, are in use; tag 85 holds options, platform and version, or (1.x) the version alone. */
function readVersion(fci: Uint8Array): Omit<CardSession, 'channel'> {
  let inner = fci;
  for (let depth = 0; depth < 2; depth++)
    inner = FCI_TEMPLATES.map((tag) => findTlv(inner, tag)).find((value) => value !== undefined) ?? inner;
  const told = findTlv(inner, PROPRIETARY);
  if (told === undefined || (told.length !== SHORT_VERSION_LENGTH && told.length < VERSION_LENGTH)) throw new SyntaxError('no version');
  const [minor, major, platform = -1, low = 0, high = 0] = told.slice(-VERSION_LENGTH).reverse();
  return { firmware: { major: major as number, minor: minor as number }, platform, options: high * 256 + low };
}
