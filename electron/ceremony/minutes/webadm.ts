import { basename } from 'node:path';
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
        index === undefined ? 'not shown' : String(index),
      ]),
    ),
  );
  return [
    heading('WebADM'),
    tableOrNone(['Key', 4, 'Type', 2, 'Device', 5, '#ID', 2, 'Number (hsm_keyid)', 3], rows, 'The keys were not shown one by one.'),
    ...saved.map(({ at, answer }) =>
      facts(
        fact(
          'Settings saved',
          `${localTime(at)}: ${basename(text(answer, 'path'))}${answer['withPin'] === true ? ', with the User PIN in it' : ''}`,
        ),
        ...(text(answer, 'sha256') === '' ? [] : [digits('SHA-256 of the file', text(answer, 'sha256'))]),
      ),
    ),
  ];
}

const keysIn = (answer: Facts): readonly WebadmKey[] =>
  Array.isArray(answer['keys']) ? (answer['keys'] as unknown as readonly WebadmKey[]) : [];
