import type { Serial } from '../../../shared/numbers.ts';
import type { Channel } from '../../apdu/command.ts';
import type { CardConnection, ReaderSource } from '../../transport/transport.ts';
import type { Remembered } from './remembered.ts';
import type { Slot } from './slot.ts';

/** What a slot needs from the fleet it belongs to. */
export interface SlotSurroundings {
  readonly source: ReaderSource;
  readonly channelOver: (connection: CardConnection) => Channel;
  readonly retryMs: number;
  /** Throws Refusal serial-twice where another slot holds this device. */
  readonly admit: (serial: Serial, slot: Slot) => void;
  readonly remembered: (serial: Serial) => Remembered;
  /** Explains what was interrupted on this device, if it is here again. */
  readonly settle: (serial: Serial) => void;
  readonly changed: () => void;
}
