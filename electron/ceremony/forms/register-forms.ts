import { basename } from 'node:path';
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
      'The serial is read from the device itself and compared with the screen. KCV is the key check value of the DKEK, the same on every device of a fleet.',
    ),
    formTable(
      ['Device', 4, 'Purpose', 3, 'Serial', 4, 'Firmware', 2, 'DKEK (KCV)', 4, 'Bag in', 3, 'Bag out', 3],
      rows,
      Math.max(2, 8 - rows.length),
    ),
    ...(certificates.length > 0
      ? [heading('SHA-256 of the device certificates', 2), { kind: 'list', ordered: false, items: certificates } as const]
      : [blanks('SHA-256 of the certificates')]),
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
        text(answer, 'label') || 'DKEK share',
        text(answer, 'sha256'),
      ])
    : [];
  return [
    paragraph(
      'The check value of an AES key is the beginning of its AES-CMAC of 16 zero bytes, that of RSA and EC keys the SHA-256 of the public key.',
    ),
    formTable(['Key', 4, 'Type', 3, 'ID', 2, 'Check value', 6, 'Devices', 4], keys, Math.max(2, 5 - keys.length)),
    heading('Files', 2),
    formTable(['File', 4, 'Holds', 3, 'SHA-256', 7, 'Media', 3, 'Bag (TEB)', 3], files, Math.max(2, 5 - files.length)),
    operatorAndWitness(known),
  ];
}
