import { SimulatedCard } from '../../electron/simulator/card.ts';
import { concat, hex, uint16 } from '../../shared/bytes.ts';

/** Plain hex APDUs, written by hand from the protocol reference: the driver is not used here. */

export interface Reply {
  /** Upper-case hex. */
  readonly data: string;
  /** Four hex digits. */
  readonly sw: string;
}

/** Sends one command given in hex; spaces are ignored. */
export async function send(card: SimulatedCard, command: string): Promise<Reply> {
  const answer = hex.encode(await card.transmit(hex.decode(command.replace(/\s/g, ''))));
  return { data: answer.slice(0, -4), sw: answer.slice(-4) };
}

/** Status words alone, one for each command. */
export async function words(card: SimulatedCard, ...commands: string[]): Promise<string[]> {
  const answers: string[] = [];
  for (const command of commands) answers.push((await send(card, command)).sw);
  return answers;
}

/** Data of a command that must succeed. */
export async function ask(card: SimulatedCard, command: string): Promise<string> {
  const { data, sw } = await send(card, command);
  if (sw !== '9000') throw new Error(`${command.slice(0, 20)}…: ${sw}`);
  return data;
}

/** A command with extended lengths, case 3E or (with `le`) 4E. */
export function extended(header: string, data: Uint8Array, le = false): string {
  return hex.encode(concat(hex.decode(header), Uint8Array.of(0), uint16(data.length), data, le ? Uint8Array.of(0, 0) : new Uint8Array(0)));
}

export const pin = '363438323139';
export const soPin = '3537363231383830';
export const login = `00200081 06 ${pin}`;
export const selectApplet = '00A404000BE82B0601040181C31F020100';

/** INITIALIZE with the PINs above, retry counter 3; `more` are further TLVs, `options` tag 80. */
export function initialize(more = '', options = '0001'): string {
  const data = `8002${options} 8106${pin} 8208${soPin} 910103 ${more}`.replace(/\s/g, '');
  return `80500000 ${(data.length / 2).toString(16).padStart(2, '0')} ${data}`;
}

/** The DKEK of the vectors in the protocol reference 3.5. */
export const dkek = '000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F';
export const dkekKcv = '630DCD2966C43366';
export const importDkek = (share = dkek) => `8052000020 ${share} 00`;

/** Initialized with one share, the DKEK of the vectors imported unless another is given, logged in. */
export async function readyCard(share = dkek, options: { memory?: number } = {}): Promise<SimulatedCard> {
  const card = SimulatedCard.create(options);
  for (const command of [initialize('920101'), importDkek(share), login]) await ask(card, command);
  return card;
}
