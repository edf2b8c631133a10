import { basename } from 'node:path';
import { t } from '../../../shared/language/text.ts';
import type { DocumentPart } from '../../../shared/models/document.ts';
import type { Facts } from '../../../shared/models/transcript.ts';
import type { WebadmKey } from '../../../shared/models/webadm.ts';
import { type CeremonyRecord, deviceName, doneOf, localTime, text } from './ceremony-record.ts';
import { digits, fact, facts, heading, tableOrNone } from './parts.ts';

/** Which keys WebADM takes, by their number on each device, as they were last shown; and the files that were saved for it. */
export function webadm(record: CeremonyRecord): DocumentPart[] {
  const shown = doneOf(record, 'webadm.show').at(-1);
  const saved = doneOf(record, 'webadm.save');
  if (!shown && saved.length === 0) return [];
  const serials = Array.isArray(shown?.request['serials']) ? shown.request['serials'].map(String) : [];
  const rows = keysIn(shown?.answer ?? {}).flatMap(({ label, places }) =>
    places.flatMap((onDevice, at) =>
      (Array.isArray(onDevice) ? onDevice : []).map(({ id, size, index }) => [
        label,
        `AES-${size}`,
        deviceName(record, serials[at] ?? ''),
        id,
        index === undefined ? t('not shown') : String(index),
      ]),
    ),
  );
  return [
    heading('WebADM'),
    tableOrNone(
      [t('Key'), 4, t('Type'), 2, t('Device'), 5, '#ID', 2, t('Number (hsm_keyid)'), 3],
      rows,
      t('The keys were not shown one by one.'),
    ),
    ...saved.map(({ at, answer }) =>
      facts(
        fact(t('Settings saved'), savedWords(localTime(at), basename(text(answer, 'path')), answer['withPin'] === true)),
        ...(text(answer, 'sha256') === '' ? [] : [digits(t('SHA-256 of the file'), text(answer, 'sha256'))]),
      ),
    ),
  ];
}

const savedWords = (time: string, file: string, withPin: boolean): string =>
  withPin ? t('{time}: {file}, with the User PIN in it', { time, file }) : `${time}: ${file}`;

const keysIn = (answer: Facts): readonly WebadmKey[] =>
  Array.isArray(answer['keys']) ? (answer['keys'] as unknown as readonly WebadmKey[]) : [];
