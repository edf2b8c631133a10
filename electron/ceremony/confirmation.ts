import { basename } from 'node:path';
import { refuse } from '../../shared/failure.ts';
import { t } from '../../shared/language/text.ts';
import type { FormFact } from '../../shared/models/secret-form.ts';
import type { Device } from './fleet/device.ts';
import type { Person } from './person.ts';

/** What a person is asked in a window of main's own before a device is changed. */
export interface Question {
  /** The operation, as its button calls it. */
  readonly title: string;
  /** The verb on the button that says yes. */
  readonly button: string;
  /** What then happens, in a sentence or two. */
  readonly purpose: string;
  readonly facts?: readonly FormFact[];
  readonly warning?: string;
  /** Something is lost, or can never be taken back. */
  readonly loses?: boolean;
}

/** Refusal confirmation-differs unless the person typed the last four characters of this device's serial. */
export function confirmSerial(device: Device, typed: string): void {
  if (typed.toUpperCase() !== device.serial.slice(-4).toUpperCase()) refuse('confirmation-differs', { serial: device.serial });
}

/**
 * Asks in a window of main's own whether this shall be done to the device. What the main window sends proves nothing of a person: a page
 * that was taken over can type the end of a serial, and show other words than it sends. Refusal cancelled.
 */
export function confirmOnce(
  person: Person,
  device: Pick<Device, 'title'>,
  { title, purpose, button, facts, warning, loses = false }: Question,
): Promise<void> {
  const form = {
    ...{ title, device: device.title, purpose, fields: [], agree: { button, loses } },
    ...(facts ? { facts } : {}),
    ...(warning === undefined ? {} : { warning }),
  };
  return person.secrets(form, async () => undefined);
}

/** Which file it is about: a file dialog says neither what is done with it nor to which device. */
export function fileFacts(path: string, sha256: string | undefined): readonly FormFact[] {
  const file = { term: t('File'), value: basename(path) };
  return sha256 === undefined ? [file] : [file, { term: 'SHA-256', value: sha256, code: true }];
}
