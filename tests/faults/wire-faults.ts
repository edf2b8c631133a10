import { randomBytes } from 'node:crypto';
import type { SimulatedCard } from '../../electron/simulator/card.ts';
import { WireError } from '../../electron/transport/transport.ts';
import { hex, uint16 } from '../../shared/bytes.ts';
import { setClock } from './clock.ts';
import { type Fault, onWire } from './faults.ts';
import type { MeetWire, WireCall } from './faulty-readers.ts';
import type { Scene } from './scene.ts';

/** Before the command reaches the card, or after it was done and before its answer arrives. */
const times = [false, true];
const when = (after: boolean) => (after ? 'after the command' : 'before the command');
/** The card that was taken away, by its reader: people put it back. */
const away = new WeakMap<Scene, { readonly reader: string; readonly card: SimulatedCard }>();

/** Does the command first where it is to be done; then the wire breaks, and the call finds that. */
const breaking =
  (after: boolean, takeAway: (scene: Scene, reader: string) => SimulatedCard | undefined) =>
  (scene: Scene): MeetWire =>
  async ({ reader, send }) => {
    if (after) await send();
    const card = takeAway(scene, reader);
    if (card) away.set(scene, { reader, card });
    return send();
  };

const putBack = (scene: Scene) => {
  const { reader, card } = away.get(scene) ?? {};
  if (!reader || !card) return;
  const { readers } = scene.room;
  try {
    readers.addReader(reader);
  } catch {
    // the reader was never away
  }
  readers.insert(reader, card);
};

const pulls = times.map(
  (after): Fault => ({
    column: 'device pulled',
    name: when(after),
    counts: 'commands',
    arm: onWire(
      false,
      breaking(after, ({ room }, reader) => room.readers.pull(reader)),
    ),
    lift: putBack,
    codes: ['card-removed', 'no-such-device'],
  }),
);

const unplugs = times.map(
  (after): Fault => ({
    column: 'reader unplugged',
    name: when(after),
    counts: 'commands',
    arm: onWire(
      false,
      breaking(after, ({ room }, reader) => room.readers.removeReader(reader)),
    ),
    lift: putBack,
    codes: ['reader-gone', 'card-removed', 'no-such-device'],
  }),
);

/** The lid is closed in the middle of a command and opened eight hours later: the reader comes back by itself, at once. */
const suspended = times.map(
  (after): Fault => ({
    column: 'suspended',
    name: when(after),
    counts: 'commands',
    arm: onWire(
      false,
      breaking(after, (scene, reader) => {
        const card = scene.room.readers.removeReader(reader);
        setClock(8 * 3_600_000);
        if (card) setTimeout(() => putBack(scene), 5);
        return card;
      }),
    ),
    lift: async () => {
      await new Promise((done) => setTimeout(done, 10));
      setClock(0);
    },
    codes: ['reader-gone', 'card-removed', 'no-such-device'],
  }),
);

const killed: readonly Fault[] = [
  ...times.map(
    (after): Fault => ({
      column: 'pcscd killed',
      name: when(after),
      counts: 'commands',
      arm: onWire(false, (scene) => async ({ send }) => {
        if (after) await send();
        await scene.readers.stopService();
        throw new WireError('service-absent', 'scripted', 0x8010001d);
      }),
      lift: ({ readers }) => readers.startService(),
      codes: ['service-absent', 'no-such-device', 'card-removed', 'reader-gone'],
    }),
  ),
  ...(['card-reset', 'failed'] as const).map(
    (fault): Fault => ({
      column: 'pcscd killed',
      name: fault === 'failed' ? 'an error of the reader' : 'a reset by another program',
      counts: 'commands',
      arm: onWire(false, () => async () => {
        throw new WireError(fault, 'scripted', 0x8010002f);
      }),
      codes: ['card-reset', 'wire-failed', 'no-such-device'],
    }),
  ),
];

const SLOW_MS = 15;
const slow: readonly Fault[] = [
  {
    column: 'slow or silent',
    name: 'every command takes longer',
    counts: 'commands',
    arm: onWire(true, () => async ({ send }) => {
      await new Promise((done) => setTimeout(done, SLOW_MS));
      return send();
    }),
    harmless: true,
  },
  {
    column: 'slow or silent',
    name: 'silent, until somebody pulls it',
    counts: 'commands',
    arm: onWire(false, (scene) => ({ reader }) => {
      return new Promise((_, reject) => {
        setTimeout(() => {
          const card = scene.room.readers.pull(reader);
          if (card) away.set(scene, { reader, card });
          reject(new WireError('card-removed', 'pulled'));
        }, SLOW_MS);
      });
    }),
    lift: putBack,
    codes: ['card-removed', 'no-such-device'],
  },
];

/** In place of the real answer; the command was done. */
const answers: Readonly<Record<string, (real: Uint8Array) => Uint8Array>> = {
  'no data': () => hex.decode('9000'),
  'random bytes': (real) => Uint8Array.from([...randomBytes(Math.max(real.length - 2, 7)), 0x90, 0x00]),
  'cut in half': (real) => Uint8Array.from([...real.subarray(0, (real.length - 2) >> 1), 0x90, 0x00]),
  'three hundred bytes': () => Uint8Array.from([...randomBytes(300), 0x90, 0x00]),
  'one byte': () => Uint8Array.of(0x90),
  nothing: () => new Uint8Array(),
};

const garbage = Object.entries(answers).map(
  ([name, make]): Fault => ({
    column: 'garbage',
    name,
    counts: 'commands',
    arm: onWire(
      false,
      () =>
        async ({ send }) =>
          make(await send()),
    ),
    reinserted: true,
  }),
);

const statusWords = [0x6f00, 0x6982, 0x6985, 0x6a80, 0x6581, 0x6110, 0x6c10];
const said = async ({ send }: WireCall, sw: number, done: boolean) => {
  if (done) await send();
  return uint16(sw);
};
const status = statusWords.flatMap((sw) =>
  (
    [
      ['once', false, false],
      ['once, and the command was done', false, true],
      ['from here on', true, false],
    ] as const
  ).map(
    ([how, lasts, done]): Fault => ({
      column: 'error status',
      name: `${sw.toString(16).toUpperCase()} ${how}`,
      counts: 'commands',
      arm: onWire(lasts, () => (call) => said(call, sw, done)),
    }),
  ),
);

export const onWires: readonly Fault[] = [...pulls, ...unplugs, ...killed, ...slow, ...garbage, ...status, ...suspended];
