import type { Serial } from '../../../shared/numbers.ts';
import type { Fleet } from '../fleet/fleet.ts';

/**
 * A simulated device in memory only, in a reader of its own that no window shows. The composition root makes it, because no procedure
 * knows of simulators. Whoever has it destroys it: its keys are overwritten, and nothing of it is left.
 */
export interface TemporaryDevice {
  readonly fleet: Pick<Fleet, 'run'>;
  readonly serial: Serial;
  destroy(): Promise<void>;
}
