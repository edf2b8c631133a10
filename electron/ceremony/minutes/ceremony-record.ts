import type { KeyRegister } from '../../../shared/clone/key-register.ts';
import type { Register } from '../../../shared/models/custody.ts';
import type { ChosenModule } from '../../../shared/models/module.ts';
import type { ScriptSnapshot } from '../../../shared/models/script.ts';
import type { Entry, Facts, Head } from '../../../shared/models/transcript.ts';
import { timestamp } from '../timestamp.ts';

/** All that is known of the ceremony of a folder, at one moment. Holds no secret. */
export interface CeremonyRecord {
  readonly register: Register;
  readonly keys: KeyRegister;
  /** Where a plan was adopted. */
  readonly script?: ScriptSnapshot;
  /** The PKCS#11 module of this workstation, where one is chosen. */
  readonly module?: ChosenModule;
  readonly entries: readonly Entry[];
  readonly head: Head;
  readonly made: string;
}

/** An operation that was begun, and what came of it. */
export interface PastOperation {
  /** Number of its first entry. */
  readonly entry: number;
  readonly at: string;
  readonly operation: string;
  readonly words: string;
  readonly changesCard: boolean;
  readonly request: Facts;
  readonly answer: Facts;
  /** `done`, `cancelled`, or what was said when it failed; undefined where the app ended meanwhile. */
  readonly outcome?: string;
}

/** Operations in the order in which they were begun. */
export function operationsOf(entries: readonly Entry[]): PastOperation[] {
  const outcomes = new Map(entries.flatMap((entry) => (entry.kind === 'outcome' ? [[entry.facts['of'], entry] as const] : [])));
  return entries.flatMap(({ n, at, kind, facts }): PastOperation[] => {
    if (kind !== 'operation') return [];
    const end = outcomes.get(n)?.facts;
    const said = end && (['done', 'cancelled'].includes(text(end, 'outcome')) ? text(end, 'outcome') : text(end, 'said'));
    return [
      {
        ...{ entry: n, at, operation: text(facts, 'operation'), words: text(facts, 'words'), changesCard: facts['changesCard'] === true },
        ...{ request: inner(facts, 'request'), answer: end ? inner(end, 'answer') : {} },
        ...(said === undefined ? {} : { outcome: said }),
      },
    ];
  });
}

/** Those of these names that came to their end. */
export const doneOf = ({ entries }: CeremonyRecord, ...names: readonly string[]): PastOperation[] =>
  operationsOf(entries).filter(({ operation, outcome }) => outcome === 'done' && names.some((name) => operation === name));

/** A text among facts; empty where there is none. */
export const text = (facts: Facts, name: string): string => {
  const value = facts[name];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
};

const inner = (facts: Facts, name: string): Facts => {
  const value = facts[name];
  return typeof value === 'object' && !Array.isArray(value) ? (value as Facts) : {};
};

/** `2026-03-01 14:05:09`, in this workstation's zone. */
export const localTime = (at: string): string =>
  Number.isNaN(Date.parse(at)) ? at : timestamp(new Date(at)).slice(0, 19).replace('T', ' ');

/** `14:05:09` where the day is that of the beginning, with the day where it is another. */
export function timeOfDay(at: string, { entries }: Pick<CeremonyRecord, 'entries'>): string {
  const whole = localTime(at);
  return whole.slice(0, 10) === localTime(entries[0]?.at ?? at).slice(0, 10) ? whole.slice(11) : whole;
}

/** How this person is called; the ID where the plan does not know them. */
export function nameOf({ script }: CeremonyRecord, id: string | undefined): string {
  return script?.plan.people.find((person) => person.id === id)?.name ?? id ?? '';
}

/** `HSM A (UTTEST00001)`: what a device is called in the plan or was called when it was initialized. */
export function deviceName(record: CeremonyRecord, serial: string): string {
  const { plan, devices = [] } = record.script ?? {};
  const id = devices.find((device) => device.serial === serial)?.id;
  const planned = plan?.devices.find((device) => device.id === id)?.label;
  const given = doneOf(record, 'device.initialize').filter(({ request }) => request['serial'] === serial);
  const label = planned ?? text(given.at(-1)?.request ?? {}, 'label');
  return label === '' ? serial : `${label} ${serial}`;
}
