import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { CreatedShare, ImportedShare } from '../../../shared/models/reports.ts';
import type { DeviceSnapshot, DkekState } from '../../../shared/models/snapshot.ts';
import { type Kcv, type Serial, unknownKcv } from '../../../shared/numbers.ts';
import { importDkekShare } from '../../card/dkek.ts';
import { readRandom } from '../../card/random.ts';
import { encodePbe, PBE_LENGTH, PBE_SALT_LENGTH, readPbe } from '../../codec/pbe.ts';
import { DKEK_LENGTH } from '../../crypto/dkek.ts';
import { openShare, type PbeKeys, sealShare } from '../../crypto/pbe.ts';
import { mixedRandom } from '../../crypto/random.ts';
import { Secret } from '../../crypto/secret.ts';
import { writeFileSafely } from '../../files/atomic.ts';
import { readFileBounded } from '../../files/read.ts';
import type { Device } from '../fleet/device.ts';
import { ensureLogin } from '../pins/login.ts';
import { sameBytes } from '../pins/pin-fields.ts';
import { dkekIfAny, dkekOf } from '../set-up/key-domain.ts';
import type { Workstation } from '../workstation.ts';
import { kcvOf } from './issue-shares.ts';
import { chooseShareFile, openShareFile, type ShareWay, shareFileKinds } from './open-share-file.ts';
import { keysFromNewPassword } from './share-password.ts';

/** Check value of a DKEK of zeros: what remains when shares cancel each other out. */
const cancelledOut = kcvOf(new Secret(new Uint8Array(DKEK_LENGTH)));

/**
 * Makes a DKEK share from the device's randomness XOR the host's, encrypts it under a new password, saves it as .pbe and
 * opens the saved file again. The device only lends randomness: nothing on it changes. Refusal cancelled, password-too-weak, file-….
 */
export async function createShare(workstation: Workstation, serial: Serial): Promise<CreatedShare> {
  const { fleet, person } = workstation;
  const { share, salt, title } = await fleet.run(serial, t('Create DKEK Share'), async (device) => ({
    salt: mixedRandom(PBE_SALT_LENGTH, await readRandom(device.session, PBE_SALT_LENGTH)),
    share: new Secret(mixedRandom(DKEK_LENGTH, await readRandom(device.session, DKEK_LENGTH))),
    title: device.title,
  }));
  let keys: PbeKeys | undefined;
  try {
    const { path, overwrite } = await person.saveFile(t('Save the DKEK share'), 'dkek-share.pbe', shareFileKinds);
    keys = await keysFromNewPassword(workstation, title, salt);
    const { sha256 } = await writeFileSafely(path, encodePbe({ salt, ciphertext: sealShare(share, keys) }), { overwrite });
    await proveFile(path, keys, share);
    return { path, sha256, kcv: kcvOf(share) };
  } finally {
    share.wipe();
    keys?.key.wipe();
    keys?.iv.wipe();
  }
}

/** What the person expects of the share, and how its password comes in. */
export interface ShareImport extends ShareWay {
  /** Which key domain takes it, on a device that has them. */
  readonly keyDomain?: number;
  readonly shareKcv?: Kcv;
  readonly dkekKcv?: Kcv;
}

/**
 * Imports one share into the DKEK of a device, or of one of its key domains, and reads back how far it is. Whatever can be judged is judged before the
 * share is sent. Refusal no-dkek, dkek-complete, pbe-…, quorum-…, share-kcv-differs, share-already-imported, kcv-differs,
 * and those of a login.
 */
export function importShare(workstation: Workstation, serial: Serial, expected: ShareImport): Promise<ImportedShare> {
  const { fleet, person } = workstation;
  return fleet.run(serial, t('Import DKEK Share'), async (device) => {
    if (!device.state.initialized) refuse('not-initialized');
    const domain = expected.keyDomain ?? 0;
    awaitingShares(device.state, domain);
    // Without a login some firmware takes the share and then corrupts the DKEK.
    await ensureLogin(device, person, t('A DKEK share may be imported only after the login.'));
    const before = awaitingShares(device.state, domain);
    const file = await chooseShareFile(workstation, t('Choose the DKEK share'));
    const destination = t('The share is sent to {device} only.', { device: device.title });
    const request = { ...expected, title: t('Import DKEK Share'), device: device.title, destination };
    const { share, kcv: shareKcv, reading } = await openShareFile(workstation, file, request);
    try {
      assertExpected(device, shareKcv, before, expected);
      const after = await sendShare(device, share, shareKcv, before, domain);
      const dkekKcv = after.kind === 'complete' && after.kcv !== unknownKcv ? after.kcv : undefined;
      // of a single share, the DKEK is that share: what the device tells must be what the file told
      if (dkekKcv) assertDkek(dkekKcv, expected.dkekKcv ?? (before.shares === 1 ? shareKcv : undefined));
      const imported = after.kind === 'incomplete' ? after.imported : before.shares;
      return {
        path: file.path,
        sha256: file.sha256,
        shareKcv,
        imported,
        total: before.shares,
        ...(dkekKcv ? { dkekKcv } : {}),
        ...(reading ? { reading } : {}),
      };
    } finally {
      share.wipe();
    }
  });
}

/** Opens what was saved with the keys at hand: a second derivation would prove nothing more. */
async function proveFile(path: string, keys: PbeKeys, share: Secret): Promise<void> {
  const { bytes } = await readFileBounded(path, PBE_LENGTH);
  const opened = openShare(readPbe(bytes), keys);
  const same = opened !== undefined && sameBytes(opened, share);
  opened?.wipe();
  if (!same) refuse('file-read-back-differs', { path });
}

type Incomplete = Extract<DkekState, { kind: 'incomplete' }>;

function awaitingShares(state: DeviceSnapshot, domain: number): Incomplete {
  const dkek = dkekOf(state, domain);
  if (dkek.kind === 'none') return state.keyDomains ? refuse('domain-not-set-up', { domain }) : refuse('no-dkek');
  if (dkek.kind === 'complete') return refuse('dkek-complete');
  return dkek;
}

/** With a single share, the DKEK is that share: its check value can be compared while nothing has been sent. */
function assertExpected(device: Device, shareKcv: Kcv, before: Incomplete, expected: ShareImport): void {
  const wanted = expected.shareKcv ?? (before.shares === 1 ? expected.dkekKcv : undefined);
  if (wanted && wanted !== shareKcv) refuse('share-kcv-differs', { expected: wanted, got: shareKcv });
  if (before.imported > 0 && device.remembered.sharesIn(expected.keyDomain).has(shareKcv)) refuse('share-already-imported');
}

async function sendShare(device: Device, share: Secret, shareKcv: Kcv, before: Incomplete, domain: number): Promise<DkekState> {
  const sent = device.remembered.sharesIn(domain);
  if (before.imported === 0) sent.clear();
  device.whenInterrupted((now) => {
    const dkek = dkekIfAny(now, domain);
    if (!arrived(before, dkek)) return t('the share did not reach the DKEK. Import it again.');
    sent.add(shareKcv);
    return dkek.kind === 'incomplete'
      ? t('the share {shareKcv} is imported, {imported} of {shares}. Go on with the next one.', {
          ...{ shareKcv, imported: dkek.imported, shares: dkek.shares },
        })
      : t('the share {shareKcv} is imported and the DKEK is complete. Compare its check value.', { shareKcv });
  });
  await importDkekShare(device.session, share, domain);
  await device.readDkek();
  const after = dkekOf(device.state, domain);
  if (!arrived(before, after)) refuse('read-back-differs', { subject: t('the state of the DKEK') });
  sent.add(shareKcv);
  return after;
}

function arrived(before: Incomplete, after: DkekState): boolean {
  return (
    after.kind === 'complete' || (after.kind === 'incomplete' && after.shares === before.shares && after.imported === before.imported + 1)
  );
}

function assertDkek(got: Kcv, expected: Kcv | undefined): void {
  if (expected && expected !== unknownKcv && got !== expected) refuse('kcv-differs', { expected, got });
  if (got === cancelledOut) refuse('kcv-differs', { expected: t('that of shares which do not cancel each other out'), got });
}
