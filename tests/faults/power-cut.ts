import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { assertNothingLost, bringToEnd, demand, filesOf, lookAt, recover, within } from './cell.ts';
import { type Operation, rowOf } from './operation.ts';
import { Scene } from './scene.ts';
import type { Stage } from './stage.ts';

/** The power goes, or somebody kills the app, at one write of an operation: a fresh process finds what is there and goes on. */
export class PowerCuts {
  readonly #stage: Stage;
  readonly #script: string;

  /** `script`: where power-cut-process.ts was bundled to. */
  constructor(stage: Stage, script: string) {
    this.#stage = stage;
    this.#script = script;
  }

  /** How often the operation writes, undisturbed. */
  async writesOf(operation: Operation): Promise<number> {
    const { said } = await this.#play(await this.#stage.copy(), operation, 0);
    const [, writes] = /^(\d+) writes$/m.exec(said) ?? [];
    demand(writes !== undefined, `it fails without a fault: ${said}`);
    return Number(writes);
  }

  /** Throws where anything is lost, unexplained or cannot be brought to its end. */
  async cut(operation: Operation, at: number): Promise<void> {
    const folder = await this.#stage.copy();
    const before = await filesOf(join(folder, 'disk'));
    const { killed, said } = await within(this.#play(folder, operation, at), 'the operation never ended');
    demand(killed, `it was to be killed and was not: ${said}`);
    const scene = await Scene.open(folder, operation.cards);
    try {
      await recover(scene);
      await bringToEnd(scene, operation, await lookAt(scene, operation));
      await assertNothingLost(scene, operation, before);
    } finally {
      await scene.close();
    }
  }

  #play(folder: string, operation: Operation, at: number): Promise<{ killed: boolean; said: string }> {
    const child = spawn(process.execPath, [this.#script, folder, rowOf(operation), String(at)], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (said += chunk));
    return new Promise((resolve) => child.once('close', (_, signal) => resolve({ killed: signal === 'SIGKILL', said })));
  }
}

/** The places to try: all, or the first, the last and some between. */
export function cutsFor(writes: number, most: number): number[] {
  const all = Array.from({ length: writes }, (_, index) => index + 1);
  if (writes <= most) return all;
  return [...new Set(Array.from({ length: most }, (_, index) => 1 + Math.round((index * (writes - 1)) / (most - 1))))];
}
