import { t } from '../../../shared/language/text.ts';
import type { DocumentModel } from '../../../shared/models/document.ts';
import type { CeremonyRecord } from './ceremony-record.ts';
import { closing } from './closing.ts';
import { cover } from './cover.ts';
import { devices, tests } from './devices.ts';
import { keys, shares } from './keys.ts';
import { exceptions, materials, people, preflight } from './people.ts';
import { everything, steps } from './steps.ts';
import { webadm } from './webadm.ts';

/** The minutes: who was not in the room can tell from them what happened, and check it against the transcript. */
export function minutesDocument(record: CeremonyRecord): DocumentModel {
  const { register, script, made, head } = record;
  return {
    fileName: `minutes-${register.ceremonyId}-${head.entries}`,
    title: script?.plan.title ?? register.title,
    subtitle: register.practice
      ? t('Minutes of a key ceremony, practice, {ceremonyId}', { ceremonyId: register.ceremonyId })
      : t('Minutes of a key ceremony, production, {ceremonyId}', { ceremonyId: register.ceremonyId }),
    made,
    practice: register.practice,
    parts: [
      ...cover(record),
      ...people(record),
      ...materials(record),
      ...preflight(record),
      ...steps(record),
      ...exceptions(record),
      ...devices(record),
      ...keys(record),
      ...shares(record),
      ...tests(record),
      ...webadm(record),
      ...everything(record),
      ...closing(record),
    ],
  };
}
