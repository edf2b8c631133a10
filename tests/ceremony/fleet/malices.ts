import type { SimulatedCard } from '../../../electron/simulator/card.ts';
import { concat, hex } from '../../../shared/bytes.ts';
import { Random } from '../../fuzz/mutate/random.ts';
import type { Malice } from '../rehearsal-room.ts';

/** What a hostile card or reader does to each answer. Each is made afresh, since some remember. */
export const malices: Readonly<Record<string, (other: SimulatedCard) => Malice>> = {
  'announces more data for ever': () => async () => Uint8Array.of(0x5a, 0x61, 0x10),
  'announces more data for ever, 64 KiB at a time': () => async () => concat(new Uint8Array(0x10000), Uint8Array.of(0x61, 0x00)),
  'names another right length for ever': () => {
    let length = 0;
    return async () => Uint8Array.of(0x6c, ++length & 0xff);
  },
  'says done and gives nothing': () => async () => hex.decode('9000'),
  'gives an empty answer': () => async () => new Uint8Array(0),
  'gives one byte': () => async () => Uint8Array.of(0x90),
  'gives 64 KiB of zeros more than it was asked for': () => changingData((data) => concat(data, new Uint8Array(0x10000))),
  'gives half of each answer': () => changingData((data) => data.subarray(0, data.length >> 1)),
  'lies about every length': () => changingData((data) => data.map((byte, at) => (at === 1 ? byte + 0x60 : byte))),
  'says that each element goes on for 16 MiB': () =>
    changingData((data) => (data.length > 2 ? concat(data.subarray(0, 1), hex.decode('83FFFFFF'), data.subarray(2)) : data)),
  'flips a bit of each answer': () => changingData((data) => data.map((byte, at) => (at === data.length >> 1 ? byte ^ 0x10 : byte))),
  'gives zeros': () => changingData((data) => new Uint8Array(data.length)),
  'gives random bytes': () => {
    const random = new Random(7);
    return async () => Uint8Array.from({ length: 2 + random.below(300) }, () => random.below(256));
  },
  'gives random bytes and says done': () => {
    const random = new Random(8);
    return changingData(() => Uint8Array.from({ length: random.below(300) }, () => random.below(256)));
  },
  'repeats the first answer to each command': () => {
    const first = new Map<string, Uint8Array>();
    return async (command, honest) => {
      const key = hex.encode(command);
      const answer = first.get(key) ?? (await honest());
      first.set(key, answer.slice());
      return answer.slice();
    };
  },
  'repeats the first answer to each instruction': () => {
    const first = new Map<number, Uint8Array>();
    return async (command, honest) => {
      const ins = command[1] ?? 0;
      const answer = first.get(ins) ?? (await honest());
      first.set(ins, answer.slice());
      return answer.slice();
    };
  },
  'is one answer behind': () => {
    let before = hex.decode('9000');
    return async (_, honest) => {
      const answer = before;
      before = (await honest()).slice();
      return answer;
    };
  },
  'becomes another device after four commands': (other) => {
    let count = 0;
    return (command, honest) => (++count > 4 ? other.transmit(command.slice()) : honest());
  },
  'is another device at every second command': (other) => {
    let count = 0;
    return (command, honest) => (++count % 2 === 0 ? other.transmit(command.slice()) : honest());
  },
};

/** Leaves status words as they are, and answers without data. */
function changingData(change: (data: Uint8Array) => Uint8Array): Malice {
  return async (_, honest) => {
    const answer = await honest();
    if (answer.length <= 2) return answer;
    return concat(change(answer.slice(0, -2)), answer.slice(-2));
  };
}

/** Changes the answers to one instruction, and no others. */
export const whenAsked =
  (ins: number, change: (answer: Uint8Array, command: Uint8Array) => Uint8Array): Malice =>
  async (command, honest) => {
    // the command is wiped once it is sent
    const sent = command.slice();
    const answer = await honest();
    return sent[1] === ins ? change(answer, sent) : answer;
  };
