import { setClock } from './clock.ts';
import { type DiskCall, diskError, watchDisk } from './disk-faults.ts';
import type { MeetWire } from './faulty-readers.ts';
import type { Scene } from './scene.ts';

/** Columns of the table. */
export const columns = [
  'device pulled',
  'reader unplugged',
  'pcscd killed',
  'slow or silent',
  'garbage',
  'error status',
  'disk full',
  'folder gone or read-only',
  'medium pulled',
  'power cut',
  'second instance',
  'clock set',
  'suspended',
] as const;
export type Column = (typeof columns)[number];

/** A fault that is in the way of one operation, until it is lifted. */
export interface Armed {
  /** Whether the operation came as far as that. */
  readonly met: () => boolean;
  /** No further call is met; what was broken stays so. */
  readonly disarm: () => void;
}

export interface Fault {
  readonly column: Column;
  readonly name: string;
  /** What is counted to its place: commands to cards, or calls to the disk. */
  readonly counts: 'commands' | 'disk writes' | 'disk calls';
  readonly arm: (scene: Scene, at: number) => Armed;
  /** What people do, or what happens by itself, once the operation has ended. */
  readonly lift?: (scene: Scene) => void | Promise<void>;
  /** What the card answers wrongly and yet plausibly is seen when it is read again: people take it out and put it in. */
  readonly reinserted?: boolean;
  /** The operation does not mind. */
  readonly harmless?: boolean;
  /** Codes of failures that tell this fault; any of the closed list where none are named. */
  readonly codes?: readonly string[];
}

/** Counts calls and says of each whether the fault meets it: at one place only, or from there on. */
export function counter(at: number, lasts: boolean): { readonly meets: () => boolean; readonly met: () => boolean } {
  let calls = 0;
  return { meets: () => ++calls === at || (lasts && calls > at), met: () => calls >= at };
}

export function onWire(lasts: boolean, strike: (scene: Scene) => MeetWire): Fault['arm'] {
  return (scene, at) => {
    const { meets, met } = counter(at, lasts);
    const meet = strike(scene);
    scene.readers.meet = (call) => (meets() ? meet(call) : call.send());
    return { met, disarm: () => (scene.readers.meet = undefined) };
  };
}

/** `strikes`: which calls are counted and struck; what it throws is what the program gets. */
export function onDisk(
  { lasts, counted, also = () => false }: { lasts: boolean; counted: (call: DiskCall) => boolean; also?: (call: DiskCall) => boolean },
  strike: (call: DiskCall) => Promise<void>,
): Fault['arm'] {
  return (scene, at) => {
    const { meets, met } = counter(at, lasts);
    const end = watchDisk(scene.disk(''), async (call) => {
      if (counted(call) ? meets() : met() && lasts && also(call)) await strike(call);
    });
    return { met, disarm: end };
  };
}

const writes = ({ act }: DiskCall) => act !== 'read' && act !== 'unlink';
const fails = (code: string) => async (call: DiskCall) => {
  if (call.act === 'write') await call.half();
  throw diskError(code);
};
const fileFailures = ['disk-full', 'folder-unwritable', 'file-unreadable', 'file-read-back-differs'];
const recordFailures = ['set-not-recorded', 'sheet-not-recorded', 'register-changed'];

const diskFaults: readonly Fault[] = [
  ...[false, true].map(
    (lasts): Fault => ({
      column: 'disk full',
      name: lasts ? 'no room from here on' : 'no room once',
      counts: 'disk writes',
      arm: onDisk({ lasts, counted: writes }, fails('ENOSPC')),
      codes: [...fileFailures, ...recordFailures],
    }),
  ),
  {
    column: 'folder gone or read-only',
    name: 'read-only from here on',
    counts: 'disk writes',
    arm: onDisk({ lasts: true, counted: writes, also: ({ act }) => act === 'unlink' }, fails('EROFS')),
    codes: [...fileFailures, ...recordFailures],
  },
  {
    column: 'folder gone or read-only',
    name: 'gone from here on',
    counts: 'disk writes',
    // what is open stays open
    arm: onDisk({ lasts: true, counted: (call) => writes(call) && call.byPath, also: ({ byPath }) => byPath }, fails('ENOENT')),
  },
  {
    column: 'medium pulled',
    name: 'no call works from here on',
    counts: 'disk calls',
    arm: onDisk({ lasts: true, counted: () => true }, fails('EIO')),
  },
  {
    column: 'medium pulled',
    name: 'one call fails',
    counts: 'disk calls',
    arm: onDisk({ lasts: false, counted: () => true }, fails('EIO')),
  },
];

const HOUR_MS = 3_600_000;
const clocks = { 'a day back': -24 * HOUR_MS, 'a year ahead': 365 * 24 * HOUR_MS };

const clockFaults: readonly Fault[] = Object.entries(clocks).map(([name, ms]) => ({
  column: 'clock set',
  name,
  counts: 'disk writes',
  arm: onDisk({ lasts: true, counted: writes }, async () => setClock(ms)),
  lift: () => setClock(0),
  harmless: true,
}));

export const onFiles: readonly Fault[] = [...diskFaults, ...clockFaults];
