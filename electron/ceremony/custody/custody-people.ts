import { randomUUID } from 'node:crypto';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { Custodian, Register } from '../../../shared/models/custody.ts';
import type { Workstation } from '../workstation.ts';
import { recordOnCopy } from './custody-events.ts';
import type { Custody } from './custody-register.ts';

export interface CustodianName {
  readonly name: string;
  readonly organisation: string;
}

/** Lets the person choose the ceremony folder and opens its register; an empty folder gets a new one. Refusal register-…, cancelled. */
export function openCeremonyFolder({ custody, person }: Workstation): Promise<void> {
  return custody.exclusively(t('Open Ceremony Folder'), async () => custody.open(await person.openFolder(t('Choose the ceremony folder'))));
}

/** Closes the register; the folder is free for others. Refusal custody-busy while shares or sheets are handled. */
export function closeCeremonyFolder({ custody }: Workstation): Promise<void> {
  return custody.exclusively(t('Close Ceremony Folder'), () => custody.close());
}

/** Refusal custodian-known where somebody with this name and organisation is there. */
export function addCustodian({ custody }: Workstation, named: CustodianName): Promise<void> {
  return changing(custody, t('Add Custodian'), (register) => {
    const custodian = { id: randomUUID(), ...tidy(named) };
    assertNew(register, custodian);
    return { ...register, custodians: [...register.custodians, custodian] };
  });
}

/** Refusal no-such-custodian, custodian-known. */
export function changeCustodian({ custody }: Workstation, changed: Custodian): Promise<void> {
  return changing(custody, t('Change Custodian'), (register) => {
    custodianIn(register, changed.id);
    const custodian = { id: changed.id, ...tidy(changed) };
    assertNew(register, custodian);
    return { ...register, custodians: register.custodians.map((each) => (each.id === changed.id ? custodian : each)) };
  });
}

/** Takes a custodian who never held anything from the register. Refusal no-such-custodian, custodian-holds. */
export function removeCustodian({ custody }: Workstation, id: string): Promise<void> {
  return changing(custody, t('Remove Custodian'), (register) => {
    const { name } = custodianIn(register, id);
    const count = register.holdings.filter(({ custodianId }) => custodianId === id).length;
    if (count > 0) refuse('custodian-holds', { name, count });
    return { ...register, custodians: register.custodians.filter((each) => each.id !== id) };
  });
}

/** Records the tamper-evident bag of a sheet that was read back. Refusal no-such-sheet, not-read-back, sheet-replaced, bag-taken. */
export function seal({ custody }: Workstation, sheetId: string, teb: string): Promise<void> {
  return changing(custody, t('Seal in Bag'), (register) => {
    assertBagFree(register, sheetId, teb);
    return recordOnCopy(register, sheetId, 'sealed', { teb });
  });
}

/** Not while shares are handed over: who was chosen must still be there at the end. */
function changing(custody: Custody, activity: string, edit: (register: Register) => Register): Promise<void> {
  return custody.exclusively(activity, () => custody.change(edit));
}

/** Refusal no-such-custodian. */
export function custodianIn(register: Register, id: string): Custodian {
  return register.custodians.find((each) => each.id === id) ?? refuse('no-such-custodian');
}

/** `Ada Lovelace, Analytical Engines`, as sheets and windows name a person. */
export function fullName({ name, organisation }: Custodian): string {
  return organisation ? `${name}, ${organisation}` : name;
}

const tidy = ({ name, organisation }: CustodianName): CustodianName => ({
  name: name.normalize().trim(),
  organisation: organisation.normalize().trim(),
});

const alike = (text: string) => text.toLowerCase().replace(/\s+/g, ' ');

function assertNew({ custodians }: Register, added: Custodian): void {
  const twin = custodians.find((each) => each.id !== added.id && alike(fullName(each)) === alike(fullName(added)));
  if (twin) refuse('custodian-known', { name: fullName(twin) });
}

function assertBagFree({ holdings, custodians }: Register, sheetId: string, teb: string): void {
  const mine = holdings.find((holding) => holding.sheetId === sheetId)?.custodianId;
  const other = holdings.find(({ custodianId, events }) => custodianId !== mine && events.some((event) => event.teb === teb));
  if (other) refuse('bag-taken', { teb, name: custodians.find(({ id }) => id === other.custodianId)?.name ?? t('another custodian') });
}
