import { firstDraft } from '../../shared/ceremony/templates/first-draft.ts';
import { failure } from '../../shared/failure.ts';
import type { Plan } from '../../shared/models/plan.ts';
import type { Evidence, ScriptSnapshot, ScriptStep } from '../../shared/models/script.ts';
import type { Snapshot } from '../../shared/models/snapshot.ts';
import type { TranscriptSnapshot } from '../../shared/models/transcript.ts';
import { serial } from '../../shared/numbers.ts';
import { pgpWords } from '../../shared/pgp-words.ts';
import { custody } from './custody-scenes.ts';
import { device, fresh, reader, room, verified } from './scenes.ts';

/** Ceremonies as main would describe them: planned, under way, finished. */
const times = ['2027-03-14T09:00:00+01:00', '2027-03-14T12:00:00+01:00'] as const;
const draft = firstDraft('new-fleet', true, ...times);
const names = ['Ada Lovelace', 'Charles Babbage', 'Mary Somerville', 'Blaise Pascal', 'Grace Hopper', 'Emmy Noether'];
export const plan: Plan = {
  ...draft,
  title: 'New fleet for WebADM, Vienna',
  place: 'Room 4.12, Vienna',
  people: draft.people.map((person, index) => ({ ...person, name: names[index] ?? person.name, organisation: 'Example Trust' })),
};
const steps = plan.acts.flatMap((act) => act.steps);
const sha256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const words = pgpWords(Uint8Array.from(sha256.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));
export const checkedPlan = { faults: [], sha256, words };

const minute = (count: number) => new Date(Date.parse(times[0]) + 60_000 * count).toISOString();
const transcript: TranscriptSnapshot = {
  path: '/media/ceremony-usb-1/2027-03-14/transcript.jsonl',
  head: { entries: 57, sha256: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae' },
};
const place: Snapshot = {
  ...room(
    reader('Simulated reader 1', fresh),
    reader('Simulated reader 2', device({ serial: serial('DENK0100002'), label: 'HSM B', userPin: verified })),
  ),
  custody: custody(),
  transcript,
};

/** The script when this step is due; everything before it is done, one minute each. */
function at(
  action: string,
  status: 'waiting' | 'under way',
  change: Partial<ScriptSnapshot> = {},
  evidence: readonly Evidence[] = [],
): Snapshot {
  const due = steps.findIndex((step) => step.action.do === action);
  const states = steps.map(
    ({ id }, index): ScriptStep =>
      index < due
        ? {
            id,
            status: 'done',
            begunAt: minute(2 * index),
            doneAt: minute(2 * index + 1),
            evidence: [],
            operator: 'operator',
            witness: 'witness',
          }
        : index === due && status === 'under way'
          ? { id, status, begunAt: minute(2 * index), evidence }
          : { id, status: 'waiting', evidence: [] },
  );
  const bound = due > 3;
  const script: ScriptSnapshot = {
    ...{ plan, planSha256: sha256, planWords: words },
    people: plan.people.map(({ id }, index) =>
      due > 0 || index < 2
        ? { id, present: id !== 'custodian-3', arrivedAt: minute(index), identifiedBy: 'Document with photograph, compared by the witness' }
        : { id, present: false },
    ),
    devices: plan.devices.map(({ id }, index) => ({ id, ...(bound ? { serial: `DENK010000${index + 1}` } : {}) })),
    materials: bound ? [{ at: minute(7), what: 'device A', direction: 'in', mark: 'SC 0048210' }] : [],
    steps: states,
    ...(due < 0 ? {} : { current: steps[due]?.id ?? '' }),
    ...{ hindrances: [], exceptions: [], unexplained: [], begunAt: minute(0) },
    ...change,
  };
  return { ...place, script };
}

const made: Evidence = {
  ...{ entry: 61, at: minute(40), words: 'Generate AES Key', deviations: [] },
  facts: ['Device DENK0100001', 'Label WebADM', 'Check value F9C3647BEDBF0D80'],
};
const deviating: Evidence = { ...made, entry: 60, deviations: ['size: planned 256, was 128'] };
const exception = {
  ...({ entry: 63, at: minute(44), kind: 'deviation', step: '4.2', approvedBy: 'witness' } as const),
  expected: 'Step 4.2: Generate the key "WebADM"',
  happened: 'Generate AES Key: size: planned 256, was 128',
  done: 'The key was deleted and made again with 256 bits.',
};
const preflight = {
  at: minute(5),
  findings: [
    { check: 'No network', result: 'ok', detail: 'only lo is up' },
    { check: 'No swap', result: 'failed', detail: '/dev/sda2 is in use as swap' },
    { check: 'Bluetooth', result: 'unknown', detail: 'the adapter could not be asked' },
    { check: 'Printer', result: 'warning', detail: 'the spool keeps files of jobs' },
  ],
} as const;
const { transcript: _, ...withoutTranscript } = place;
const over: Partial<ScriptSnapshot> = {
  steps: steps.map(({ id }, index) => ({
    ...({ id, status: id === '3.2' ? 'skipped' : 'done', evidence: [], operator: 'operator', witness: 'witness' } as const),
    ...{ begunAt: minute(index), doneAt: minute(index + 1) },
  })),
  exceptions: [exception],
};
const withoutCurrent = (snapshot: Snapshot): Snapshot => {
  const { current: _, ...script } = snapshot.script as ScriptSnapshot;
  return { ...snapshot, script };
};

export const ceremonyScenes = {
  'ceremony, no folder': room(reader('Simulated reader 1', fresh)),
  'ceremony, folder': place,
  'ceremony, attendance': at('attendance', 'under way', {
    hindrances: ['Mary Somerville, Blaise Pascal, Grace Hopper and Emmy Noether are not here. Record who arrives, or record an exception.'],
  }),
  'ceremony, plan read aloud': at('read-aloud', 'under way'),
  'ceremony, preflight': at('preflight', 'under way', { preflight }),
  'ceremony, materials': at('materials', 'under way', {
    hindrances: ['Say which device is A (HSM A) and B (HSM B): insert it and compare its serial.'],
  }),
  'ceremony, before initialize': at('initialize', 'waiting'),
  'ceremony, initialize': at('initialize', 'under way', { hindrances: ['The app has not seen it happen yet.'] }),
  'ceremony, create share': at('create-share', 'under way', { hindrances: ['The app has not seen it happen yet.'] }),
  'ceremony, quorum missing': at('import-share', 'waiting', { hindrances: ['2 custodians are needed to open a share; 1 is here.'] }),
  'ceremony, key made': at('generate', 'under way', { exceptions: [exception] }, [deviating, made]),
  'ceremony, not planned': at(
    'generate',
    'under way',
    {
      unexplained: [deviating],
      hindrances: ['Something happened that the plan does not say (Generate AES Key). Record the exception first.'],
    },
    [deviating],
  ),
  'ceremony, paused': at('generate', 'waiting', {
    pause: { at: minute(50), reason: 'Lunch; the devices are in bag SC 0048215.' },
    hindrances: ['The ceremony is paused. Continue it first.'],
  }),
  'ceremony, seal': at('seal', 'under way', { hindrances: ['Enter the number of the bag first.'] }),
  'ceremony, close': at('close', 'under way'),
  'ceremony, all over': withoutCurrent(at('close', 'waiting', over)),
  'ceremony, finished': withoutCurrent(at('close', 'waiting', { ...over, finishedAt: minute(130) })),
  'ceremony, transcript broken': {
    ...withoutTranscript,
    transcript: {
      path: transcript.path,
      broken: failure('transcript-altered', { path: transcript.path, line: 12, detail: 'it does not follow the line before it' }),
    },
  },
} satisfies Record<string, Snapshot>;
