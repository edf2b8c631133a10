import { roleWords } from '../../../shared/ceremony/plan-words.ts';
import { t } from '../../../shared/language/text.ts';
import type { DocumentPart } from '../../../shared/models/document.ts';
import { type FormName, formTitles } from '../../../shared/models/minutes.ts';
import { doneOf, text } from '../minutes/ceremony-record.ts';
import { formTable, heading, paragraph } from '../minutes/parts.ts';
import { acknowledgements, pinSlips } from './custody-forms.ts';
import { blanks, type Known, operatorAndWitness, plannedPeople } from './form.ts';
import { deviceForm, keyForm } from './register-forms.ts';

/** Every form begins with its title and says in a sentence how it is filled in. */
const forms: Readonly<Record<FormName, (known: Known) => readonly DocumentPart[]>> = {
  attendance: (known) => [
    paragraph(t('Each person shows a document with a photograph to the witness, and signs. Who leaves and comes back takes a new line.')),
    formTable(
      [t('Name'), 4, t('Organisation'), 3, t('Role'), 3, t('Document shown'), 3, t('Arrives'), 2, t('Leaves'), 2, t('Signature'), 4],
      plannedPeople(known).map(({ name, organisation, role }) => [name, organisation, roleWords[role]]),
      10 - Math.min(6, plannedPeople(known).length),
    ),
    operatorAndWitness(known),
  ],
  materials: (known) => {
    const plan = known.record?.script?.plan;
    const rows = [
      ...(plan?.devices ?? []).map(({ id, label, serial }) => [t('Device {id}, {label}', { id, label }), '1', serial ?? '']),
      ...(plan?.materials ?? []).map(({ what, quantity }) => [what, String(quantity)]),
    ];
    return [
      paragraph(
        t('Numbers of tamper-evident bags (TEB) are read aloud and compared before a bag is opened, and written down when one is sealed.'),
      ),
      formTable(
        [
          t('What'),
          5,
          t('Quantity'),
          2,
          t('Serial'),
          3,
          t('Bag in, whole?'),
          4,
          t('Opened at'),
          2,
          t('Bag out'),
          3,
          t('Sealed at'),
          2,
          t('Initials'),
          2,
        ],
        rows,
        Math.max(5, 12 - rows.length),
      ),
      operatorAndWitness(known),
    ];
  },
  devices: deviceForm,
  acknowledgement: acknowledgements,
  'pin-slip': pinSlips,
  keys: keyForm,
  exception: () => [
    paragraph(t('One sheet for each exception. Enter it in the app as soon as that is possible, and note the number of its entry here.')),
    blanks(
      t('Time'),
      t('Kind'),
      t('Step'),
      ...inThree(t('Expected')),
      ...inThree(t('Happened')),
      ...inThree(t('Done about it')),
      t('Entry in the transcript'),
    ),
    { kind: 'signatures', blocks: [{ role: t('Approved by') }, { role: t('Witness') }] },
  ],
  destruction: (known) => [
    paragraph(
      t('What is no longer needed is destroyed in front of the witness: media, drafts, misprints, old sheets, ribbons, whole devices.'),
    ),
    formTable([t('What'), 5, t('Serial, sheet or bag'), 4, t('How'), 4, t('Time'), 2, t('Done by'), 3, t('Seen by'), 3], [], 10),
    operatorAndWitness(known),
  ],
  drill: (known) => [
    paragraph(t('Proves that paper and files bring the keys back. No production device is touched; the spare is erased at the end.')),
    blanks(t('Date, place'), t('Spare device, serial'), t('KCV of the DKEK'), t('Before the shares came in, no file opened')),
    heading(t('What was opened'), 2),
    formTable([t('Bag'), 2, t('What'), 4, t('Sheet or SHA-256'), 5, t('Custodian'), 3, t('New bag'), 2], [], 4),
    heading(t('What came back'), 2),
    formTable(
      [t('Key'), 4, t('Check value'), 5, t('Same as in the register'), 3, t('Proven by'), 4],
      keysOf(known),
      Math.max(1, 4 - keysOf(known).length),
    ),
    blanks(t('Spare erased at'), t('Next drill')),
    operatorAndWitness(known),
  ],
  'access-log': (known) => [
    paragraph(
      t(
        'Stays with the safe. A bag that is taken out and brought back unopened has one line, one that was opened comes back with a new number.',
      ),
    ),
    formTable(
      [
        t('Date, time'),
        3,
        t('Bag number'),
        3,
        t('What is in it'),
        4,
        t('Purpose'),
        4,
        t('Taken by'),
        3,
        t('Back at, bag'),
        3,
        t('Signature'),
        3,
      ],
      bagsOf(known),
      Math.max(4, 15 - bagsOf(known).length),
    ),
  ],
};

export const formParts = (name: FormName, known: Known): readonly DocumentPart[] => [heading(formTitles[name]), ...forms[name](known)];

/** Room for three lines by hand. */
const inThree = (term: string): string[] => [term, '', ''];

const keysOf = ({ record }: Known): string[][] => (record?.keys.keys ?? []).map(({ label, check }) => [label, check.digits]);

/** Bags that were sealed in this ceremony, for the first entries of the log. */
function bagsOf({ record }: Known): string[][] {
  if (!record) return [];
  const sealed = doneOf(record, 'custody.seal').map(({ request }) => [
    '',
    text(request, 'teb'),
    t('sheet {sheetId}', { sheetId: text(request, 'sheetId') }),
  ]);
  const out = (record.script?.materials ?? []).flatMap(({ what, direction, mark }) => (direction === 'out' ? [['', mark, what]] : []));
  return [...out, ...sealed];
}
