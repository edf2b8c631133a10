import type { KeySnapshot } from '../../../shared/models/snapshot.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { confirmSerial } from '../confirmation.ts';
import type { Device } from '../fleet/device.ts';
import type { Fleet } from '../fleet/fleet.ts';
import type { RunTarget } from './run-plan.ts';

interface Consent {
  readonly typed: string;
  readonly keys: readonly KeySnapshot[];
}

/** What the person agreed to: which devices may be erased, and which keys were on each when they agreed. */
export class Consents {
  readonly #fleet: Fleet;
  readonly #given = new Map<Serial, Consent>();

  constructor(fleet: Fleet) {
    this.#fleet = fleet;
  }

  /** To be called when the person has seen the plan for this device as it is now. */
  give({ serial, confirmation = '' }: Pick<RunTarget, 'serial' | 'confirmation'>): void {
    for (const { card } of this.#fleet.snapshot.readers) {
      if (card.kind === 'device' && card.device.serial === serial) this.#given.set(serial, { typed: confirmation, keys: card.device.keys });
    }
  }

  /** Refusal confirmation-differs where a device in use was not confirmed. */
  assertConfirmed(device: Device): void {
    if (device.state.initialized) confirmSerial(device, this.#given.get(device.serial)?.typed ?? '');
  }

  /** Keys that may be lost. */
  keysOf(serial: Serial): readonly KeySnapshot[] {
    return this.#given.get(serial)?.keys ?? [];
  }
}
