import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { OperationName, RequestOf, ResponseOf } from '../../shared/ipc/contract.ts';
import type { Custodian, Holding } from '../../shared/models/custody.ts';
import type { Plan } from '../../shared/models/plan.ts';
import type { Serial } from '../../shared/numbers.ts';
import { invoke, type RunningApp, readState } from '../e2e/harness.ts';
import type { Look } from './key-manager-steps.ts';
import { Operator } from './operator.ts';
import { RoomHands } from './room-hands.ts';

/** Secrets of the rehearsal. A test searches for each of them afterwards in whatever the app left behind. */
export const ceremonySecrets = { soPin: '6B1F93D2704AC85E', userPin: '40918265' } as const;

/** The real app, the people around it, and the folders of one ceremony below `out`. */
export class CeremonyRoom {
  readonly running: RunningApp;
  readonly operator: Operator;
  readonly hands: RoomHands;
  readonly look: Look;
  /** The ceremony folder: register, transcript, plan. */
  readonly folder: string;
  /** Share file and wrapped keys. */
  readonly files: string;
  /** What was saved of sheets and documents. */
  readonly papers: string;

  constructor(running: RunningApp, out: string, look: Look) {
    this.running = running;
    this.look = look;
    this.operator = new Operator(running);
    [this.folder, this.files, this.papers] = ['ceremony', 'files', 'papers'].map((name) => join(out, name)) as [string, string, string];
    for (const folder of [this.folder, this.files, this.papers]) mkdirSync(folder, { recursive: true });
    this.hands = new RoomHands(running, this.papers, look);
  }

  get shareFile(): string {
    return join(this.files, 'dkek-share-1.pbe');
  }

  keyFile(label: string): string {
    return join(this.files, `${label}.wky`);
  }

  /** Asks main as the page does. Throws with the words of the failure. */
  async ask<Name extends OperationName>(name: Name, request: RequestOf<Name>): Promise<ResponseOf<Name>> {
    const result = await invoke(this.running.page, name, request);
    if (!result.ok) throw new Error(`${name}: ${result.failure.code}: ${result.failure.what}`);
    return result.value;
  }

  /** Goes to a view, and has a picture taken where it is named. */
  async view(name: string, picture?: string): Promise<void> {
    const { page } = this.running;
    await page.getByRole('link', { name }).click();
    for (const dismiss of await page.getByRole('button', { name: /^Dismiss: / }).all())
      await dismiss.click({ timeout: 2000 }).catch(() => undefined);
    if (picture) await this.look(picture);
  }

  async custodians(): Promise<readonly Custodian[]> {
    return (await readState(this.running.page)).custody?.register.custodians ?? [];
  }

  async holdings(): Promise<readonly Holding[]> {
    return (await readState(this.running.page)).custody?.register.holdings ?? [];
  }
}

/** What a step is done with. */
export interface Stage {
  readonly room: CeremonyRoom;
  readonly plan: Plan;
  /** By the plan's ID: `A`, `B`. */
  readonly serials: Readonly<Record<string, Serial>>;
}
