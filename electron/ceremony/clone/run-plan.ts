import type { CloneRecord } from '../../../shared/clone/record.ts';
import type { ClonedKey } from '../../../shared/models/clone.ts';
import type { Serial } from '../../../shared/numbers.ts';
import type { ShareWay } from '../shares/open-share-file.ts';
import type { TravellingKey } from './travelling-key.ts';

export interface RunTarget {
  readonly serial: Serial;
  readonly label: string;
  /** The last four characters of the serial, where the device was in use before. */
  readonly confirmation?: string | undefined;
}

export interface RunPlan {
  readonly source: string;
  readonly sourceSerial?: Serial;
  readonly keys: readonly ClonedKey[];
  readonly targets: readonly RunTarget[];
  /** One for each share. */
  readonly ways: readonly ShareWay[];
  readonly samePins: boolean;
  readonly retries: number;
  readonly resetWithSoPin: boolean;
  /** Takes the keys from the source into memory; the source is not needed afterwards. */
  readonly collect: () => Promise<readonly TravellingKey[]>;
  /** The run that is being resumed. */
  readonly record?: CloneRecord;
}
