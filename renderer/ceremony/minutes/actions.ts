import type { CustodySnapshot } from '../../../shared/models/custody.ts';
import type { DocumentOutcome } from '../../../shared/models/document.ts';
import type { Head } from '../../../shared/models/transcript.ts';
import type { CustodyAction } from '../../custodians/actions/custody-action.ts';

const needsFolder = (custody: CustodySnapshot | undefined): string | undefined =>
  custody ? undefined : 'Open the ceremony folder first: it holds the transcript.';

/** Makes the minutes and shows them in their own window; what became of them is a note. */
export function makeMinutes(custody: CustodySnapshot | undefined): CustodyAction {
  const about = custody?.register.title ?? '';
  return {
    id: 'make-minutes',
    label: 'Minutes…',
    hindrance: needsFolder(custody),
    async perform(room) {
      const made = await room.operate('Minutes', about, 'minutes.make', {});
      const outcome = made && (await room.operate('Minutes', about, 'document.show', { document: made.value.document }));
      const text = made && outcome && whatBecame(outcome.value, made.value.head);
      if (text) room.note('Minutes', about, { kind: 'done', text });
    },
  };
}

function whatBecame({ printed, saved }: DocumentOutcome, { entries }: Head): string | undefined {
  if (!printed && saved.length === 0) return undefined;
  const done = [...(printed ? ['printed'] : []), ...saved.map(({ path }) => `saved as ${path}`)].join(', ');
  return `The minutes were ${done}. They name entry ${entries} of the transcript; what happens from now on is not in them.`;
}

export const printForms: CustodyAction = {
  id: 'print-forms',
  label: 'Print forms…',
  perform: (room) => room.open({ kind: 'print-forms' }),
};

export function signTranscript(custody: CustodySnapshot | undefined): CustodyAction {
  return {
    id: 'sign-transcript',
    label: 'Sign with a key…',
    hindrance: needsFolder(custody),
    perform: (room) => room.open({ kind: 'sign-transcript' }),
  };
}
