import { failure } from '../../shared/failure.ts';
import type { CloneDevice, ClonedKey, CloneRun, Mark, Verification } from '../../shared/models/clone.ts';
import type { Snapshot } from '../../shared/models/snapshot.ts';
import { serial } from '../../shared/numbers.ts';
import { custody } from './custody-scenes.ts';
import { drillScenes } from './drill-scenes.ts';
import { aesKey, device, dkekKcv, fresh, keys, reader, room, sha256, verified } from './scenes.ts';

/** Rooms in which devices are cloned and compared, as main would describe them. */
const source = device({ userPin: verified, keys: keys.map((key) => ({ ...key, details: key.details ?? { certificate: 'request' } })) });
const used = device({ serial: serial('DENK0100002'), label: 'HSM old', keys: [{ ...aesKey, label: 'Retired AES key' }] });
const blank = { ...fresh, serial: serial('DENK0100003') };

const good = (word: string, detail = ''): Mark => ({ state: 'good', word, detail });
const waiting: Mark = { state: 'waiting', word: 'waiting' };
const proven = good('proven', 'It encrypted a random block to the same value as the source.');

const cloned: readonly ClonedKey[] = keys.slice(0, 3).map(({ reference, label, id, type }, index) => ({
  ...{ reference, label, id, type },
  ...(type.kind === 'AES' ? { aesIndex: index } : {}),
  check: { kind: 'public-key', digits: sha256 },
}));

const done: CloneDevice = {
  ...{ serial: serial('DENK0100003'), label: 'HSM A clone 1', state: 'done' },
  ...{ initialized: good('done'), shares: good('2 shares'), kcv: good('same'), keys: [proven, proven, proven] },
};
const working: CloneDevice = {
  ...{ serial: serial('DENK0100002'), label: 'HSM A clone 2', state: 'working' },
  ...{ initialized: good('done'), shares: good('2 shares'), kcv: good('same') },
  keys: [proven, { state: 'working', word: 'copying' }, waiting],
};
const pulled = failure('card-removed', { during: 'Clone' });
const failed: CloneDevice = {
  ...working,
  ...{ serial: serial('DENK0100004'), label: 'HSM A clone 3', state: 'failed', failure: pulled },
  keys: [proven, { state: 'bad', word: 'broken off', detail: pulled.what }, waiting],
};

const run = (phase: CloneRun['phase'], ...devices: CloneDevice[]): CloneRun => ({
  ...{ id: 'K7Q2-M5TX', practice: true, startedAt: '2027-03-14T10:20:00+01:00', source: 'HSM A DENK0100001' },
  ...{ sourceSerial: source.serial, dkekKcv, shares: 2, keys: cloned, phase, devices },
});

const place: Snapshot = {
  ...room(reader('Simulated reader 1', source), reader('Simulated reader 2', used), reader('Simulated reader 3', blank)),
  custody: custody(),
};
const withRun = (so: CloneRun): Snapshot => ({ ...place, clone: { unfinished: [], run: so } });

const ok = good('ok', 'Sign (RSA), Export under the DKEK');
const verification: Verification = {
  ...{ startedAt: '2027-03-14T10:20:00+01:00', practice: true, phase: 'done', dkekKcv, keys: cloned },
  devices: [
    {
      ...{ serial: source.serial, label: 'HSM A', state: 'done', operational: good('operational'), consistent: good('reference') },
      ...{ kcv: good('same'), order: good('same'), keys: [ok, ok, ok] },
    },
    {
      ...{ serial: serial('DENK0100003'), label: 'HSM A clone 1', state: 'done', kcv: good('same'), order: good('same') },
      operational: { state: 'unknown', word: 'in part', detail: '1 of 2 keys could not be tested.' },
      consistent: { state: 'bad', word: 'differs', detail: '1 thing differs from the first device.' },
      keys: [
        ok,
        { state: 'bad', word: 'missing', detail: 'it is not on this device.' },
        { state: 'unknown', word: 'not tested', detail: 'the device holds no public key to compare with.' },
      ],
    },
  ],
  findings: [
    {
      device: 'HSM A clone 1 DENK0100003',
      what: 'Key "Issuing CA 2027": it is not on this device.',
      next: 'Import its wrapped file here, or clone the device again.',
    },
  ],
};

export const cloneScenes = {
  ...drillScenes,
  'clone, nothing yet': place,
  'clone, no folder': room(reader('Simulated reader 1', source)),
  'clone, unfinished': {
    ...place,
    clone: {
      unfinished: [
        {
          ...{ id: 'V5NA-81TD', startedAt: '2027-03-14T10:20:00+01:00', source: 'HSM A DENK0100001', sourceSerial: source.serial },
          keys: cloned.map(({ label }) => label),
          open: [{ serial: serial('DENK0100002'), label: 'HSM A clone 2', proven: 1 }],
          done: [{ serial: serial('DENK0100003'), label: 'HSM A clone 1' }],
        },
      ],
    },
  },
  'clone, preparing': withRun(run('preparing')),
  'clone, copying': withRun(run('copying', done, working)),
  'clone, one failed': withRun(run('ready', done, failed)),
  'clone, next': withRun(run('ready', done)),
  'clone, finished': withRun(run('finished', done, { ...done, serial: serial('DENK0100002'), label: 'HSM A clone 2' })),
  'clone, verified': { ...place, clone: { unfinished: [], verification } },
} as const satisfies Record<string, Snapshot>;
