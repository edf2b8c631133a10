import { basename, extname } from 'node:path';
import { unmovedBytes, unmovedCopy } from '../../../shared/bytes.ts';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { Register, ShareSet } from '../../../shared/models/custody.ts';
import type { CreatedShare } from '../../../shared/models/reports.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { readRandom } from '../../card/random.ts';
import { PBE_SALT_LENGTH, readPbe } from '../../codec/pbe.ts';
import { DKEK_LENGTH } from '../../crypto/dkek.ts';
import { hostRandom, mixedRandom } from '../../crypto/random.ts';
import { Secret } from '../../crypto/secret.ts';
import { SPLIT_PASSWORD } from '../../crypto/threshold.ts';
import { readFileBounded } from '../../files/read.ts';
import { isSameFile } from '../../files/same-file.ts';
import type { Workstation } from '../workstation.ts';
import { issueShares, kcvOf } from './issue-shares.ts';
import { openWithOwnShares } from './open-with-shares.ts';
import { planSplit, type SplitRequest } from './split-plan.ts';

const kinds = [{ name: t('DKEK share'), extensions: ['pbe'] }];
const LARGEST_FILE = 65_536;

/** What a re-issue does not do; said before and after. */
export const notRevoked = t(
  'The old shares together with a copy of the old share file still open it. Destroy both. Only a new DKEK revokes them for certain: ' +
    'make new DKEK shares, initialize the devices with them, and wrap all keys again.',
);

/**
 * Makes a DKEK share from the device's randomness XOR the host's, encrypted under a password that is split among custodians.
 * Nothing is left unless every custodian has read their part back. Refusal no-ceremony-folder, split-…, custodian-…, and those
 * of `issueShares`.
 */
export function createSplitShare(workstation: Workstation, serial: Serial, split: SplitRequest): Promise<CreatedShare> {
  const { custody, fleet, person } = workstation;
  return custody.exclusively(t('Create DKEK Share'), async () => {
    const plan = planSplit(custody.register, split);
    const drawn = await fleet.run(serial, t('Create DKEK Share'), async ({ session }) => ({
      salt: mixedRandom(PBE_SALT_LENGTH, await readRandom(session, PBE_SALT_LENGTH)),
      share: new Secret(mixedRandom(DKEK_LENGTH, await readRandom(session, DKEK_LENGTH))),
      deviceBytes: await readRandom(session, SPLIT_PASSWORD),
    }));
    try {
      const target = await person.saveFile(t('Save the DKEK share'), 'dkek-share.pbe', kinds);
      return await issueShares(workstation, { ...drawn, plan, target });
    } finally {
      drawn.share.wipe();
      drawn.deviceBytes.fill(0);
    }
  });
}

/**
 * Issues the shares of a set again, to another group: a quorum of the old custodians opens the file; the same DKEK share then
 * gets a new password, salt, file and sheets. The old file is not touched. Refusal no-such-set, set-of-text, set-replaced,
 * file-of-other-set, and those of the quorum and of `issueShares`.
 */
export function reissueShare(workstation: Workstation, setId: string, split: SplitRequest): Promise<CreatedShare> {
  const { custody, person } = workstation;
  return custody.exclusively(t('Re-issue Shares'), async () => {
    const set = setToReplace(custody.register, setId);
    const plan = planSplit(custody.register, split);
    const path = await person.openFile(t('Choose the share file that set {setId} opens', { setId }), kinds);
    const { bytes, sha256 } = await readFileBounded(path, LARGEST_FILE);
    const pbe = readPbe(bytes);
    if (set.fileSha256 !== sha256) refuse('file-of-other-set', { setId, file: set.fileSha256 ?? t('of no file') });
    const target = await person.saveFile(t('Save the DKEK share under a new name'), newName(path), kinds);
    if (await isSameFile(target.path, path)) refuse('file-exists', { path });
    const { share } = await openWithOwnShares(workstation, {
      title: t('Re-issue Shares'),
      purpose: `${t('The custodians of set {setId} bring the share back, so that a new group can get it.', { setId })} ${notRevoked}`,
      pbe,
      set,
    });
    let deviceBytes: Uint8Array = unmovedBytes(0);
    try {
      const shareKcv = kcvOf(share);
      if (set.shareKcv !== undefined && set.shareKcv !== shareKcv) refuse('share-kcv-differs', { expected: set.shareKcv, got: shareKcv });
      deviceBytes = await randomOfAnyDevice(workstation, PBE_SALT_LENGTH + SPLIT_PASSWORD);
      const salt = mixedRandom(PBE_SALT_LENGTH, unmovedCopy(deviceBytes.subarray(0, PBE_SALT_LENGTH)));
      const forPassword = unmovedCopy(deviceBytes.subarray(PBE_SALT_LENGTH));
      const issued = await issueShares(workstation, { share, salt, deviceBytes: forPassword, plan, target, replaces: setId });
      return { ...issued, note: notRevoked };
    } finally {
      share.wipe();
      deviceBytes.fill(0);
    }
  });
}

function setToReplace(register: Register, setId: string): ShareSet {
  const set = register.sets.find((each) => each.setId === setId) ?? refuse('no-such-set', { setId });
  const successor = register.sets.find(({ replaces }) => replaces === setId);
  if (successor) refuse('set-replaced', { setId, by: successor.setId });
  if (set.kind !== 'password') refuse('set-of-text', { setId });
  return set;
}

/** From the first device that gives some; where there is none, from the host, which is mixed in anyway. */
async function randomOfAnyDevice({ fleet }: Workstation, length: number): Promise<Uint8Array> {
  for (const { card } of fleet.snapshot.readers) {
    if (card.kind !== 'device' || card.device.activity !== undefined) continue;
    try {
      return await fleet.run(card.device.serial, t('Re-issue Shares'), ({ session }) => readRandom(session, length));
    } catch {
      // A device that has just been pulled: its randomness is welcome, not needed.
    }
  }
  return hostRandom(length);
}

/** `share.pbe` becomes `share-2.pbe`, `share-2.pbe` becomes `share-3.pbe`. */
function newName(path: string): string {
  const extension = extname(path);
  const [, stem = 'dkek-share', number = '1'] = /^(.*?)(?:-(\d{1,4}))?$/.exec(basename(path, extension)) ?? [];
  return `${stem || 'dkek-share'}-${Number(number) + 1}${extension || '.pbe'}`;
}
