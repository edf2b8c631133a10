import { t } from '../../../shared/language/text.ts';
import type { CustodySnapshot } from '../../../shared/models/custody.ts';
import type { DocumentOutcome } from '../../../shared/models/document.ts';
import type { Head } from '../../../shared/models/transcript.ts';
import type { CustodyAction } from '../../custodians/actions/custody-action.ts';

const needsFolder = (custody: CustodySnapshot | undefined): string | undefined =>
  custody ? undefined : t('Open the ceremony folder first: it holds the transcript.');

/** Makes the minutes and shows them in their own window; what became of them is a note. */
export function makeMinutes(custody: CustodySnapshot | undefined): CustodyAction {
  const about = custody?.register.title ?? '';
  return {
    id: 'make-minutes',
    label: t('Minutes…'),
    hindrance: needsFolder(custody),
    async perform(room) {
      const made = await room.operate(t('Minutes'), about, 'minutes.make', {});
      const outcome = made && (await room.operate(t('Minutes'), about, 'document.show', { document: made.value.document }));
      const text = made && outcome && whatBecame(outcome.value, made.value.head);
      if (text) room.note(t('Minutes'), about, { kind: 'done', text });
    },
  };
}

function whatBecame({ printed, saved }: DocumentOutcome, { entries }: Head): string | undefined {
  if (!printed && saved.length === 0) return undefined;
  const files = saved.map(({ path }) => t('saved as {path}', { path })).join(', ');
  const done = !printed
    ? t('The minutes were {saved}.', { saved: files })
    : saved.length === 0
      ? t('The minutes were printed.')
      : t('The minutes were printed, {saved}.', { saved: files });
  return `${done} ${t('They name entry {entries} of the transcript; what happens from now on is not in them.', { entries })}`;
}

export const printForms: CustodyAction = {
  id: 'print-forms',
  label: t('Print forms…'),
  perform: (room) => room.open({ kind: 'print-forms' }),
};

export function signTranscript(custody: CustodySnapshot | undefined): CustodyAction {
  return {
    id: 'sign-transcript',
    label: t('Sign with a key…'),
    hindrance: needsFolder(custody),
    perform: (room) => room.open({ kind: 'sign-transcript' }),
  };
}
