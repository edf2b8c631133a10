import { isReplaced } from '../../../shared/custody/quorum.ts';
import { t } from '../../../shared/language/text.ts';
import type { Custodian, Holding, Register } from '../../../shared/models/custody.ts';
import type { DocumentPart } from '../../../shared/models/document.ts';
import { fact, facts, formTable, heading, paragraph } from '../minutes/parts.ts';
import { blanks, type Known, plannedPeople } from './form.ts';

const promises = [
  t('I received what is listed above, read it back, and saw it sealed in the bags named.'),
  t('I keep it where only I can reach it, apart from the devices and from the other custodians.'),
  t('I give it to nobody, copy it nowhere, and open a bag only in a ceremony or to check it alone.'),
  t('If a bag is damaged or missing, or I can no longer keep it, I tell the operator on the same day.'),
  t('When I leave my role I hand it over in a ceremony; I keep nothing.'),
];

const names: Readonly<Record<Holding['kind'], string>> = {
  'password-share': t('part of a password'),
  'text-share': t('part of a text'),
  'share-file-sheet': t('sheet of a share file'),
  'wrapped-key-sheet': t('sheet of a wrapped key'),
};

/** A page for each custodian of the register, or of the plan, or one blank. */
export function acknowledgements(known: Known): DocumentPart[] {
  const register = known.record?.register;
  const custodians: readonly (Custodian | undefined)[] = register && register.custodians.length > 0 ? register.custodians : [undefined];
  return custodians.flatMap((custodian, at): DocumentPart[] => [
    ...(at === 0 ? [] : [{ kind: 'new page' } as const, heading(t('Custodian acknowledgement'))]),
    facts(fact(t('Custodian'), custodian?.name ?? ''), fact(t('Organisation'), custodian?.organisation ?? '')),
    heading(t('What I hold'), 2),
    formTable(
      [t('What'), 4, t('Sheet'), 3, t('Fingerprint'), 3, t('Bag (TEB)'), 3, t('Kept at'), 4],
      register && custodian ? holdingsOf(register, custodian) : [],
      custodian ? 2 : 4,
    ),
    heading(t('What I promise'), 2),
    { kind: 'list', ordered: true, items: promises },
    blanks(t('Reached by telephone, mail'), t('Deputy')),
    { kind: 'signatures', blocks: [{ role: t('Custodian'), name: custodian?.name ?? '' }, { role: t('Witness') }] },
  ]);
}

function holdingsOf(register: Register, { id }: Custodian): string[][] {
  return register.holdings
    .filter((holding) => holding.custodianId === id && !isReplaced(holding))
    .map((holding) => {
      const of = register.sets.find(({ setId }) => setId === holding.setId);
      const part = of
        ? ` (${t('{index} of {total}, any {threshold}', { index: holding.index ?? 0, total: of.total, threshold: of.threshold })})`
        : '';
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
    [t('SO-PIN, 16 hexadecimal digits'), t('User PIN, 6 to 15 characters')].map((pin): DocumentPart[] => [
      heading(pin, 2),
      facts(
        fact(t('Device'), device ? t('{label}, device {id} of the plan', { label: device.label, id: device.id }) : ''),
        fact(t('Serial'), bound.find(({ id }) => id === device?.id)?.serial ?? device?.serial ?? ''),
        fact(t('Ceremony'), known.record?.register.ceremonyId ?? ''),
        fact(t('Set by'), officer),
        fact(t('Sealed in bag (TEB)'), ''),
        fact(t('The PIN'), ''),
      ),
    ]),
  );
  return [
    paragraph(
      t(
        'Cut the slips apart. Write the PIN by hand, nowhere else; fold the slip so that no light shines through, and seal it at once. The SO-PIN and the User PIN go into different bags.',
      ),
    ),
    ...slips.flat(),
  ];
}
