import { hex } from '../../../shared/bytes.ts';
import { type Failure, refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { Mark, Verification, VerifiedDevice } from '../../../shared/models/clone.ts';
import type { TestCheck } from '../../../shared/models/reports.ts';
import type { KeySnapshot } from '../../../shared/models/snapshot.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { cmac, encryptCbc } from '../../card/use-key.ts';
import { zeroIv } from '../../crypto/aes.ts';
import { hostRandom } from '../../crypto/random.ts';
import type { Device } from '../fleet/device.ts';
import { asRefusal } from '../fleet/wire-failure.ts';
import { exportCheck } from '../key-test/attempts.ts';
import { checkKey } from '../key-test/test-key.ts';
import { ensureLogin } from '../pins/login.ts';
import { timestamp } from '../timestamp.ts';
import type { Workstation } from '../workstation.ts';
import { compareDevices, type SeenDevice, type SeenKey } from './compare-devices.ts';

const waiting: Mark = { state: 'waiting', word: t('waiting') };
const notSeen: Mark = { state: 'unknown', word: t('not seen') };

interface Entry {
  readonly serial: Serial;
  readonly label: string;
  state: VerifiedDevice['state'];
  failure?: Failure;
  seen?: SeenDevice;
}

/**
 * Compares any number of devices with the first: DKEK, keys, order, capabilities, and what every key does. Logs in to each in turn, then works
 * on all side by side; one that fails does not stop the others. Nothing on them changes. `show` hears of each step. Refusal verify-too-few.
 */
export async function verifyDevices(
  workstation: Workstation,
  serials: readonly Serial[],
  show: (so: Verification) => void,
): Promise<Verification> {
  const { fleet, person } = workstation;
  if (serials.length === 0) refuse('verify-too-few');
  const startedAt = timestamp();
  const entries: Entry[] = [...new Set(serials)].map((serial) => ({ serial, label: labelOf(workstation, serial), state: 'waiting' }));
  const tell = (phase: Verification['phase']) => {
    const so = verification(entries, { startedAt, practice: fleet.source.simulated, phase });
    show(so);
    return so;
  };
  const perform = async (entry: Entry, work: (device: Device) => Promise<void>) => {
    entry.state = 'working';
    tell('running');
    try {
      await fleet.run(entry.serial, t('Verify'), work);
    } catch (error) {
      entry.state = 'failed';
      entry.failure = asRefusal(error, { reader: t('the reader'), during: t('Verify') }).failure;
    }
    tell('running');
  };
  // One window at a time asks for a PIN.
  for (const entry of entries)
    await perform(entry, (device) => ensureLogin(device, person, t('Verify: each key of this device is used once and compared.')));
  const block = hostRandom(16);
  await Promise.all(
    entries
      .filter(({ state }) => state !== 'failed')
      .map((entry) =>
        perform(entry, async (device) => {
          entry.seen = await look(device, block);
          entry.state = 'done';
        }),
      ),
  );
  return tell('done');
}

function labelOf({ fleet }: Workstation, serial: Serial): string {
  for (const { card } of fleet.snapshot.readers) if (card.kind === 'device' && card.device.serial === serial) return card.device.label;
  return '';
}

async function look(device: Device, block: Uint8Array): Promise<SeenDevice> {
  await device.readAll();
  const keys: SeenKey[] = [];
  for (const { reference } of device.state.keys)
    keys.push(await lookAtKey(device, (await device.readDetails(reference)) as KeySnapshot, block));
  const { serial, label, dkek } = device.state;
  return { serial, label, dkek, keys };
}

async function lookAtKey(device: Device, key: KeySnapshot, block: Uint8Array): Promise<SeenKey> {
  const { reference, label, id, type, details } = key;
  const works = markOf(await checkKey(device, reference));
  const value = works.state === 'bad' || details?.useCounter !== undefined ? undefined : await valueOfBlock(device, key, block);
  return {
    ...{ reference, label: label || t('key {id}', { id }), id, type, works },
    ...(details?.capabilities ? { capabilities: details.capabilities } : {}),
    ...(details?.publicKeySha256 ? { publicKeySha256: details.publicKeySha256 } : {}),
    ...(value ? { value } : {}),
  };
}

/** What an AES key makes of the common block: two keys that give the same value are the same key. */
async function valueOfBlock(
  { session }: Device,
  { reference, label, type, details }: KeySnapshot,
  block: Uint8Array,
): Promise<string | undefined> {
  const list = details?.capabilities ?? [];
  if (type.kind !== 'AES') return undefined;
  if (list.includes(0x10)) return `encrypt ${hex.encode(await encryptCbc(session, reference, zeroIv, block, label))}`;
  if (list.includes(0x18)) return `cmac ${hex.encode(await cmac(session, reference, block, label))}`;
  return undefined;
}

function markOf(checks: readonly TestCheck[]): Mark {
  const failed = checks.find(({ outcome }) => outcome === 'failed');
  if (failed) return { state: 'bad', word: t('fails'), detail: t('{name}: {detail}.', { name: failed.name, detail: failed.detail }) };
  const passed = checks.filter(({ outcome }) => outcome === 'passed');
  // That a key can be exported does not tell whether it can be used.
  if (passed.every(({ name }) => name === exportCheck)) {
    const why = checks.find(({ outcome }) => outcome === 'not tested')?.detail ?? t('it may do nothing else that could be tested');
    return {
      state: 'unknown',
      word: passed.length === 0 ? t('not tested') : t('in part'),
      detail: passed.length === 0 ? `${why}.` : t('Only its export: {why}.', { why }),
    };
  }
  return { state: 'good', word: t('ok'), detail: passed.map(({ name }) => name).join(', ') };
}

function verification(entries: readonly Entry[], so: Pick<Verification, 'startedAt' | 'practice' | 'phase'>): Verification {
  const { keys, devices, findings } = compareDevices(entries.flatMap(({ seen }) => seen ?? []));
  const kcv = entries.flatMap(({ seen }) => (seen?.dkek.kind === 'complete' ? [seen.dkek.kcv] : []))[0];
  return {
    ...so,
    ...(kcv === undefined ? {} : { dkekKcv: kcv }),
    keys,
    devices: entries.map((entry) => devices.find(({ serial }) => serial === entry.serial) ?? unseen(entry, keys.length)),
    findings: [
      ...entries.flatMap(({ failure, label, serial }) =>
        failure ? [{ device: `${label} ${serial}`.trim(), what: failure.what, next: failure.next }] : [],
      ),
      ...findings,
    ],
  };
}

function unseen({ serial, label, state, failure }: Entry, keys: number): VerifiedDevice {
  const mark = state === 'failed' ? notSeen : state === 'working' ? { state: 'working' as const, word: t('looking') } : waiting;
  return {
    ...{ serial, label, state: state === 'done' ? 'working' : state, kcv: mark, order: mark, operational: mark, consistent: mark },
    keys: Array.from({ length: keys }, () => mark),
    ...(failure ? { failure } : {}),
  };
}
