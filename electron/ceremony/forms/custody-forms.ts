import { isReplaced } from '../../../shared/custody/quorum.ts';
import type { Custodian, Holding, Register } from '../../../shared/models/custody.ts';
import type { DocumentPart } from '../../../shared/models/document.ts';
import { fact, facts, formTable, heading, paragraph } from '../minutes/parts.ts';
import { blanks, type Known, plannedPeople } from './form.ts';

const promises = [
  'I received what is listed above, read it back, and saw it sealed in the bags named.',
  'I keep it where only I can reach it, apart from the devices and from the other custodians.',
  'I give it to nobody, copy it nowhere, and open a bag only in a ceremony or to check it alone.',
  'If a bag is damaged or missing, or I can no longer keep it, I tell the operator on the same day.',
  'When I leave my role I hand it over in a ceremony; I keep nothing.',
];

const names: Readonly<Record<Holding['kind'], string>> = {
  'password-share': 'part of a password',
  'text-share': 'part of a text',
  'share-file-sheet': 'sheet of a share file',
  'wrapped-key-sheet': 'sheet of a wrapped key',
};

/** A page for each custodian of the register, or of the plan, or one blank. */
export function acknowledgements(known: Known): DocumentPart[] {
  const register = known.record?.register;
  const custodians: readonly (Custodian | undefined)[] = register && register.custodians.length > 0 ? register.custodians : [undefined];
  return custodians.flatMap((custodian, at): DocumentPart[] => [
    ...(at === 0 ? [] : [{ kind: 'new page' } as const, heading('Custodian acknowledgement')]),
    facts(fact('Custodian', custodian?.name ?? ''), fact('Organisation', custodian?.organisation ?? '')),
    heading('What I hold', 2),
    formTable(
      ['What', 4, 'Sheet', 3, 'Fingerprint', 3, 'Bag (TEB)', 3, 'Kept at', 4],
      register && custodian ? holdingsOf(register, custodian) : [],
      custodian ? 2 : 4,
    ),
    heading('What I promise', 2),
    { kind: 'list', ordered: true, items: promises },
    blanks('Reached by telephone, mail', 'Deputy'),
    { kind: 'signatures', blocks: [{ role: 'Custodian', name: custodian?.name ?? '' }, { role: 'Witness' }] },
  ]);
}

function holdingsOf(register: Register, { id }: Custodian): string[][] {
  return register.holdings
    .filter((holding) => holding.custodianId === id && !isReplaced(holding))
    .map((holding) => {
      const of = register.sets.find(({ setId }) => setId === holding.setId);
      const part = of ? ` (${holding.index} of ${of.total}, any ${of.threshold})` : '';
      const teb = holding.events.findLast((event) => event.teb !== undefined)?.teb ?? '';
      return [`${names[holding.kind]}${part}`, holding.sheetId, holding.fingerprint ?? '', teb, ''];
    });
}

/** Two slips a device, to be cut apart: one for the SO-PIN, one for the User PIN. */
export function pinSlips(known: Known): DocumentPart[] {
  const plan = known.record?.script?.plan;
  const bound = known.record?.script?.devices ?? [];
  const officer = plannedPeople(known).find(({ role }) => role === 'security officer')?.name ?? '';
  const devices = plan && plan.devices.length > 0 ? plan.devices : [undefined];
  const slips = devices.flatMap((device) =>
    ['SO-PIN, 16 hexadecimal digits', 'User PIN, 6 to 15 characters'].map((pin): DocumentPart[] => [
      heading(pin, 2),
      facts(
        fact('Device', device ? `${device.label}, device ${device.id} of the plan` : ''),
        fact('Serial', bound.find(({ id }) => id === device?.id)?.serial ?? device?.serial ?? ''),
        fact('Ceremony', known.record?.register.ceremonyId ?? ''),
        fact('Set by', officer),
        fact('Sealed in bag (TEB)', ''),
        fact('The PIN', ''),
      ),
    ]),
  );
  return [
    paragraph(
      'Cut the slips apart. Write the PIN by hand, nowhere else; fold the slip so that no light shines through, and seal it at once. The SO-PIN and the User PIN go into different bags.',
    ),
    ...slips.flat(),
  ];
}
