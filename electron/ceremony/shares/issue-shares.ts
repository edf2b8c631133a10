import { randomInt } from 'node:crypto';
import { basename } from 'node:path';
import { hex } from '../../../shared/bytes.ts';
import { isReplaced } from '../../../shared/custody/quorum.ts';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { Holding, Register, ShareSet } from '../../../shared/models/custody.ts';
import type { CreatedShare } from '../../../shared/models/reports.ts';
import { type Kcv, kcv } from '../../../shared/numbers.ts';
import { encodePbe, type Pbe } from '../../codec/pbe.ts';
import { fingerprint } from '../../codec/share-text.ts';
import { dkekKcv } from '../../crypto/dkek.ts';
import { openShare, type PbeKeys, sealShare } from '../../crypto/pbe.ts';
import type { Secret } from '../../crypto/secret.ts';
import { newId } from '../../crypto/sheet-id.ts';
import { combine, newSplitPassword, type PasswordShare, splitSecret } from '../../crypto/threshold.ts';
import { removeFile, writeFileSafely } from '../../files/atomic.ts';
import { causeOf } from '../custody/custody-register.ts';
import { sameBytes } from '../pins/pin-fields.ts';
import { passwordShareSheet } from '../sheets/password-share-sheet.ts';
import { sha256 } from '../sheets/share-file-sheet.ts';
import { timestamp } from '../timestamp.ts';
import type { Workstation } from '../workstation.ts';
import { handOverParts } from './hand-over.ts';
import type { SplitPlan } from './split-plan.ts';

export interface SharesToIssue {
  /** 32 bytes; stays the caller's. */
  readonly share: Secret;
  /** 8 bytes */
  readonly salt: Uint8Array;
  /** 16 random bytes of a device, where one is at hand; wiped. */
  readonly deviceBytes?: Uint8Array;
  readonly plan: SplitPlan;
  readonly target: { readonly path: string; readonly overwrite: boolean };
  /** The set that this one replaces. */
  readonly replaces?: string;
}

/**
 * Encrypts a DKEK share under a new password of 16 bytes that is split among custodians: makes the file, proves in memory that
 * a quorum opens it, hands every part over, and only when all have read back saves the file and records the set. Refusal
 * split-not-proven, hand-over-abandoned, file-…, set-not-recorded, cancelled: then there is neither file nor record.
 */
export async function issueShares(workstation: Workstation, issue: SharesToIssue): Promise<CreatedShare> {
  const { share, plan, target } = issue;
  const setId = newId();
  const shareKcv = kcvOf(share);
  const { bytes, shares } = await makeFile(workstation, issue);
  const fileSha256 = sha256(bytes);
  const fileName = basename(target.path);
  const partOf = (index: number) => (shares[index - 1] as PasswordShare).value;
  let holdings: Holding[];
  try {
    holdings = await handOverParts(workstation, {
      ...{ setId, plan, kind: 'password-share' },
      sheet: (part) => passwordShareSheet({ ...part, value: partOf(part.index).expose(), fileSha256, fileName, shareKcv }),
      fingerprint: (index) => fingerprint(setId, index, partOf(index).expose()),
      wipe: (index) => partOf(index).wipe(),
    });
  } finally {
    for (const { value } of shares) value.wipe();
  }
  await writeFileSafely(target.path, bytes, { overwrite: target.overwrite });
  const set: ShareSet = {
    ...{ setId, kind: 'password', threshold: plan.threshold, total: plan.total, fileSha256, shareKcv },
    ...{ purpose: t('Password of {fileName}', { fileName }).slice(0, 300), createdAt: timestamp() },
    ...(issue.replaces === undefined ? {} : { replaces: issue.replaces }),
  };
  await recordSet(workstation, set, holdings, target.path);
  return { path: target.path, sha256: fileSha256, kcv: shareKcv, setId };
}

/**
 * The file's 64 bytes and the parts of its password. A random quorum of the parts has opened exactly these bytes, by a
 * derivation of its own; the password itself is wiped before anyone gets a part.
 */
async function makeFile(
  workstation: Workstation,
  { share, salt, deviceBytes, plan }: SharesToIssue,
): Promise<{ readonly bytes: Uint8Array; readonly shares: readonly PasswordShare[] }> {
  const password = newSplitPassword(deviceBytes);
  let shares: readonly PasswordShare[] = [];
  try {
    const split = splitSecret(password, plan);
    shares = split.shares;
    const ciphertext = await withKeys(workstation, t('Encrypting the DKEK share'), password, salt, (keys) => sealShare(share, keys));
    const quorum = randomQuorum(shares, plan.threshold).map(({ index, value }) => ({ id: index, value: value.expose() }));
    const recovered = combine(split.prime, quorum, plan.threshold);
    try {
      await prove(workstation, recovered, { salt, ciphertext }, share);
    } finally {
      recovered.wipe();
    }
    return { bytes: encodePbe({ salt, ciphertext }), shares };
  } catch (error) {
    for (const { value } of shares) value.wipe();
    throw error;
  } finally {
    password.wipe();
  }
}

async function prove(workstation: Workstation, password: Secret, pbe: Pbe, share: Secret): Promise<void> {
  const proven = await withKeys(workstation, t('Proving that the shares open the file'), password, pbe.salt, (keys) => {
    const opened = openShare(pbe, keys);
    const same = opened !== undefined && sameBytes(opened, share);
    opened?.wipe();
    return same;
  });
  if (!proven) refuse('split-not-proven');
}

/** Derives, uses and wipes the keys of one password. */
export async function withKeys<T>(
  { longWork, derivePbeKey }: Workstation,
  words: string,
  password: Secret,
  salt: Uint8Array,
  use: (keys: PbeKeys) => T,
): Promise<T> {
  const keys = await longWork.run(words, true, (reports) => derivePbeKey(password, salt, reports));
  try {
    return use(keys);
  } finally {
    keys.key.wipe();
    keys.iv.wipe();
  }
}

function randomQuorum(shares: readonly PasswordShare[], threshold: number): PasswordShare[] {
  const rest = [...shares];
  return Array.from({ length: threshold }, () => rest.splice(randomInt(rest.length), 1)[0] as PasswordShare);
}

/** The set, its parts, and the end of those it replaces, in one step. A file whose set is nowhere recorded must not stay. */
async function recordSet({ custody }: Workstation, set: ShareSet, holdings: readonly Holding[], path: string): Promise<void> {
  try {
    await custody.change((register) => withSet(register, set, holdings));
  } catch (cause) {
    await removeFile(path);
    return refuse('set-not-recorded', { path, detail: causeOf(cause) });
  }
}

/** The register with a new set. What it replaces is marked: the parts of the old set, and the sheets of the file they open. */
export function withSet(register: Register, set: ShareSet, holdings: readonly Holding[]): Register {
  const replaced = { state: 'replaced', at: set.createdAt } as const;
  const old = register.sets.find(({ setId }) => setId === set.replaces);
  const isOld = ({ setId, fileSha256 }: Holding) =>
    old !== undefined && (setId === old.setId || (fileSha256 !== undefined && fileSha256 === old.fileSha256));
  const before = register.holdings.map((holding) =>
    isOld(holding) && !isReplaced(holding) ? { ...holding, events: [...holding.events, replaced] } : holding,
  );
  return { ...register, sets: [...register.sets, set], holdings: [...before, ...holdings] };
}

/** A share's own check value. */
export function kcvOf(share: Secret): Kcv {
  return kcv(hex.encode(dkekKcv(share.expose())));
}
