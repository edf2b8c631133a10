import { refuse } from '../../../shared/failure.ts';
import type { MadeMinutes } from '../../../shared/models/minutes.ts';
import { readKeyRegister } from '../clone/clone-record.ts';
import { timestamp } from '../timestamp.ts';
import type { Workstation } from '../workstation.ts';
import type { CeremonyRecord } from './ceremony-record.ts';
import { minutesDocument } from './minutes-document.ts';

/** All that the open ceremony folder tells now. Refusal no-ceremony-folder, transcript-altered and what else keeps the transcript closed. */
export async function ceremonyRecord({ fleet, custody, script, records }: Workstation): Promise<CeremonyRecord> {
  const { register } = custody;
  const keys = await readKeyRegister(custody);
  const { entries, head } = records.ceremony ?? refuse('no-ceremony-folder');
  const { snapshot } = script;
  const { module } = fleet.snapshot;
  return {
    register,
    keys,
    ...(snapshot ? { script: snapshot } : {}),
    ...(module ? { module } : {}),
    entries: [...entries],
    head,
    made: timestamp(),
  };
}

/** The minutes of the ceremony as far as it has come; kept, to be shown. Refusal of `ceremonyRecord`, clone-record-unreadable. */
export async function makeMinutes(workstation: Workstation): Promise<MadeMinutes> {
  const record = await ceremonyRecord(workstation);
  const document = workstation.documents.keep(minutesDocument(record));
  return { document, head: record.head, closed: record.script?.finishedAt !== undefined };
}
