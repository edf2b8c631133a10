import { tryCell } from './cell.ts';
import { watchDisk } from './disk-faults.ts';
import type { Column, Fault } from './faults.ts';
import { onFiles } from './faults.ts';
import { type Operation, rowOf } from './operation.ts';
import { Scene } from './scene.ts';
import { secondInstance } from './second-instance.ts';
import type { Stage } from './stage.ts';
import { onWires } from './wire-faults.ts';

export const faults: readonly Fault[] = [...onWires, ...onFiles, ...secondInstance];

export interface Places {
  /** INS of each command, in order. */
  readonly commands: readonly number[];
  readonly diskWrites: number;
  readonly diskCalls: number;
}

/** Plays the operation undisturbed and counts where a fault can meet it. */
export async function placesOf(stage: Stage, operation: Operation): Promise<Places> {
  const scene = await Scene.open(await stage.copy(), operation.cards);
  try {
    if (operation.loggedIn) await scene.logIn();
    await operation.prepare?.(scene);
    const commands: number[] = [];
    let diskWrites = 0;
    let diskCalls = 0;
    scene.readers.meet = ({ ins, send }) => {
      commands.push(ins);
      return send();
    };
    const end = watchDisk(scene.disk(''), async ({ act }) => {
      diskCalls++;
      if (act !== 'read' && act !== 'unlink') diskWrites++;
    });
    await scene.mustSucceed(operation).finally(end);
    return { commands, diskWrites, diskCalls };
  } finally {
    scene.readers.meet = undefined;
    await scene.close();
  }
}

/** Commands that change a card or its state: UPDATE, DELETE, generate, wrap and unwrap, initialize, PINs, key domains. */
const changing = [0xd7, 0xe4, 0x46, 0x48, 0x50, 0x52, 0x54, 0x72, 0x74, 0x20, 0x24, 0x2c, 0x2a, 0x78];

/** The places to try: all, or some, at least half of them such that change something. Each fault begins at another one, so that together they come to every place. */
export function placesFor({ counts, name }: Fault, places: Places, most: number): number[] {
  const total = counts === 'commands' ? places.commands.length : counts === 'disk writes' ? places.diskWrites : places.diskCalls;
  const all = Array.from({ length: total }, (_, index) => index + 1);
  if (total <= most) return all;
  const phase = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  const spread = (list: readonly number[], count: number) =>
    Array.from({ length: Math.min(count, list.length) }, (_, index) => {
      const at = Math.floor((index * list.length) / count) + (phase % Math.ceil(list.length / count));
      return list[at % list.length] as number;
    });
  const preferred = counts === 'commands' ? all.filter((at) => changing.includes(places.commands[at - 1] ?? 0)) : [];
  const chosen = new Set(spread(preferred, Math.ceil(most / 2)));
  for (const at of spread(all, most)) if (chosen.size < most) chosen.add(at);
  return [...chosen].sort((a, b) => a - b);
}

export interface Tried {
  readonly tried: number;
  readonly survived: number;
  /** What was not survived, in words. */
  readonly lost: readonly string[];
}

/** All cells of one operation with the faults of one column. */
export async function tryColumn(stage: Stage, operation: Operation, column: Column, places: Places, most: number): Promise<Tried> {
  let tried = 0;
  const lost: string[] = [];
  for (const fault of faults.filter((each) => each.column === column)) {
    for (const at of placesFor(fault, places, most)) {
      try {
        if (await tryCell(stage, operation, fault, at)) tried++;
      } catch (error) {
        tried++;
        const { message, cause } = error as Error;
        lost.push(`${rowOf(operation)}, ${column}, ${fault.name}, at ${at} of the ${fault.counts}: ${message}${told(cause)}`);
      }
    }
  }
  return { tried, survived: tried - lost.length, lost };
}

function told(cause: unknown): string {
  if (cause === undefined) return '';
  return `\n    ${cause instanceof Error ? cause.stack : JSON.stringify(cause)}`;
}
