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
    paragraph('Each person shows a document with a photograph to the witness, and signs. Who leaves and comes back takes a new line.'),
    formTable(
      ['Name', 4, 'Organisation', 3, 'Role', 3, 'Document shown', 3, 'Arrives', 2, 'Leaves', 2, 'Signature', 4],
      plannedPeople(known).map(({ name, organisation, role }) => [name, organisation, role]),
      10 - Math.min(6, plannedPeople(known).length),
    ),
    operatorAndWitness(known),
  ],
  materials: (known) => {
    const plan = known.record?.script?.plan;
    const rows = [
      ...(plan?.devices ?? []).map(({ id, label, serial }) => [`Device ${id}, ${label}`, '1', serial ?? '']),
      ...(plan?.materials ?? []).map(({ what, quantity }) => [what, String(quantity)]),
    ];
    return [
      paragraph(
        'Numbers of tamper-evident bags (TEB) are read aloud and compared before a bag is opened, and written down when one is sealed.',
      ),
      formTable(
        ['What', 5, 'Quantity', 2, 'Serial', 3, 'Bag in, whole?', 4, 'Opened at', 2, 'Bag out', 3, 'Sealed at', 2, 'Initials', 2],
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
    paragraph('One sheet for each exception. Enter it in the app as soon as that is possible, and note the number of its entry here.'),
    blanks('Time', 'Kind', 'Step', ...inThree('Expected'), ...inThree('Happened'), ...inThree('Done about it'), 'Entry in the transcript'),
    { kind: 'signatures', blocks: [{ role: 'Approved by' }, { role: 'Witness' }] },
  ],
  destruction: (known) => [
    paragraph(
      'What is no longer needed is destroyed in front of the witness: media, drafts, misprints, old sheets, ribbons, whole devices.',
    ),
    formTable(['What', 5, 'Serial, sheet or bag', 4, 'How', 4, 'Time', 2, 'Done by', 3, 'Seen by', 3], [], 10),
    operatorAndWitness(known),
  ],
  drill: (known) => [
    paragraph('Proves that paper and files bring the keys back. No production device is touched; the spare is erased at the end.'),
    blanks('Date, place', 'Spare device, serial', 'KCV of the DKEK', 'Before the shares came in, no file opened'),
    heading('What was opened', 2),
    formTable(['Bag', 2, 'What', 4, 'Sheet or SHA-256', 5, 'Custodian', 3, 'New bag', 2], [], 4),
    heading('What came back', 2),
    formTable(
      ['Key', 4, 'Check value', 5, 'Same as in the register', 3, 'Proven by', 4],
      keysOf(known),
      Math.max(1, 4 - keysOf(known).length),
    ),
    blanks('Spare erased at', 'Next drill'),
    operatorAndWitness(known),
  ],
  'access-log': (known) => [
    paragraph(
      'Stays with the safe. A bag that is taken out and brought back unopened has one line, one that was opened comes back with a new number.',
    ),
    formTable(
      ['Date, time', 3, 'Bag number', 3, 'What is in it', 4, 'Purpose', 4, 'Taken by', 3, 'Back at, bag', 3, 'Signature', 3],
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
  const sealed = doneOf(record, 'custody.seal').map(({ request }) => ['', text(request, 'teb'), `sheet ${text(request, 'sheetId')}`]);
  const out = (record.script?.materials ?? []).flatMap(({ what, direction, mark }) => (direction === 'out' ? [['', mark, what]] : []));
  return [...out, ...sealed];
}
