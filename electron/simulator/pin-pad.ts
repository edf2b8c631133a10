import { ascii, concat } from '../../shared/bytes.ts';
import type { PinPad, PinPadOutcome } from '../transport/transport.ts';

/** What a person does at the keys of a simulated reader: the PINs in the order asked for, or why none reaches the card. */
export type PadEntry = readonly string[] | Exclude<PinPadOutcome['kind'], 'answered'>;

const shortest = 6;
const longest = 15;

/** The PIN that the simulated PIN pad of a rehearsal enters by itself; the vendor's well-known one, which must never protect anything. */
export const practicePin = '648219';
const practiceMs = 1500;

/** Stands in for a person who enters the practice PIN wherever a PIN is asked for. */
export async function practiceEntry(): Promise<PadEntry> {
  await new Promise((done) => setTimeout(done, practiceMs));
  return [practicePin, practicePin];
}

/** A PIN pad without keys: `entry` says what is entered each time. `transmit` reaches the card in the reader. */
export function simulatedPinPad(entry: () => Promise<PadEntry>, transmit: (command: Uint8Array) => Promise<Uint8Array>): PinPad {
  const enter = async (header: Uint8Array, count: number): Promise<PinPadOutcome> => {
    const entered = await entry();
    if (typeof entered === 'string') return { kind: entered };
    const pins = entered.slice(0, count);
    if (pins.some(({ length }) => length < shortest || length > longest)) return { kind: 'length' };
    const data = ascii.encode(pins.join(''));
    const answer = await transmit(concat(header, Uint8Array.of(data.length), data));
    return { kind: 'answered', sw: ((answer.at(-2) ?? 0) << 8) | (answer.at(-1) ?? 0) };
  };
  return { verify: (header) => enter(header, 1), modify: (header) => enter(header, 2) };
}
