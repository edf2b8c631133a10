import { basename } from 'node:path';
import { t } from '../../../shared/language/text.ts';
import type { DocumentPart } from '../../../shared/models/document.ts';
import { doneOf, text } from '../minutes/ceremony-record.ts';
import { formTable, heading, paragraph } from '../minutes/parts.ts';
import { blanks, type Known, operatorAndWitness } from './form.ts';

/** Each device on a few lines. */
export function deviceForm(known: Known): DocumentPart[] {
  const planned = known.record?.script?.plan.devices ?? [];
  const bound = known.record?.script?.devices ?? [];
  const rows = planned.map(({ id, label, purpose, serial }) => {
    const device = bound.find((each) => each.id === id);
    return [`${id}: ${label}`, purpose, device?.serial ?? serial ?? ''];
  });
  const certificates = bound.flatMap(({ id, certificateSha256 }) =>
    certificateSha256 === undefined ? [] : [`${id}: ${certificateSha256}`],
  );
  return [
    paragraph(
      t(
        'The serial is read from the device itself and compared with the screen. KCV is the key check value of the DKEK, the same on every device of a fleet.',
      ),
    ),
    formTable(
      [t('Device'), 4, t('Purpose'), 3, t('Serial'), 4, t('Firmware'), 2.8, t('DKEK (KCV)'), 4, t('Bag in'), 3, t('Bag out'), 3],
      rows,
      Math.max(2, 8 - rows.length),
    ),
    ...(certificates.length > 0
      ? [heading(t('SHA-256 of the device certificates'), 2), { kind: 'list', ordered: false, items: certificates } as const]
      : [blanks(t('SHA-256 of the certificates'))]),
    operatorAndWitness(known),
  ];
}

/** Keys and the files that hold them wrapped. */
export function keyForm(known: Known): DocumentPart[] {
  const { record } = known;
  const registered = record?.keys.keys ?? [];
  const made = record ? doneOf(record, 'key.generate-aes', 'key.generate-rsa', 'key.generate-ec') : [];
  const keys =
    registered.length > 0
      ? registered.map(({ label, type, id, check, devices }) => [
          label,
          type,
          id,
          check.digits,
          devices.map((each) => each.label).join(', '),
        ])
      : made.map(({ request }) => [text(request, 'label')]);
  const files = record
    ? doneOf(record, 'key.export', 'share.create').map(({ answer }) => [
        basename(text(answer, 'path')),
        text(answer, 'label') || t('DKEK share'),
        text(answer, 'sha256'),
      ])
    : [];
  return [
    paragraph(
      t(
        'The check value of an AES key is the beginning of its AES-CMAC of 16 zero bytes, that of RSA and EC keys the SHA-256 of the public key.',
      ),
    ),
    formTable([t('Key'), 4, t('Type'), 3, 'ID', 2, t('Check value'), 6, t('Devices'), 4], keys, Math.max(2, 5 - keys.length)),
    heading(t('Files'), 2),
    formTable([t('File'), 4, t('Holds'), 3, 'SHA-256', 7, t('Media'), 3, t('Bag (TEB)'), 3], files, Math.max(2, 5 - files.length)),
    operatorAndWitness(known),
  ];
}
