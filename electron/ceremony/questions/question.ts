import type { AskedFirst, ParsedRequest } from '../../../shared/ipc/contract.ts';
import type { DeviceSnapshot, Snapshot } from '../../../shared/models/snapshot.ts';
import type { Question } from '../confirmation.ts';

/** What a question is made of: what was asked for, and what main knows of the device that it is about. */
export interface Asked<Name extends AskedFirst> {
  readonly request: ParsedRequest<Name>;
  readonly state: DeviceSnapshot;
  readonly snapshot: Snapshot;
}

/** Says what this request would do, or refuses it where that is certain already: nobody is asked about what cannot be. */
export type QuestionOf<Name extends AskedFirst> = (asked: Asked<Name>) => Omit<Question, 'title'>;
