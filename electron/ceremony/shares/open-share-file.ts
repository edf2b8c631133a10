import { t } from '../../../shared/language/text.ts';
import type { Kcv } from '../../../shared/numbers.ts';
import { type Pbe, readPbe } from '../../codec/pbe.ts';
import { readFileBounded } from '../../files/read.ts';
import type { Workstation } from '../workstation.ts';
import { kcvOf } from './issue-shares.ts';
import { type OpenedByShares, openWithOwnShares, openWithStockShares, quorumPurpose } from './open-with-shares.ts';
import { shareFromPassword } from './share-password.ts';

export const shareFileKinds = [{ name: t('DKEK share'), extensions: ['pbe'] }];
/** A share file has 64 bytes; a larger file is read this far so that the refusal can tell its length. */
const LARGEST_FILE = 65_536;

/** How the password of a share file comes in: as a whole, from a quorum of our own shares, or from those of sc-hsm-tool. */
export interface ShareWay {
  readonly by?: 'password' | 'quorum' | 'stock-quorum' | undefined;
  /** Shares needed, where neither the register nor a scanned share tells. */
  readonly needed?: number | undefined;
}

export interface ShareFileRequest extends ShareWay {
  /** The operation, as its button calls it. */
  readonly title: string;
  /** The device concerned, `<label> <serial>`. */
  readonly device: string;
  /** What becomes of the share, in one sentence. */
  readonly destination: string;
}

/** A share file as it was chosen: known to be one, not open yet. */
export interface ChosenShareFile {
  readonly path: string;
  readonly sha256: string;
  readonly pbe: Pbe;
}

export interface OpenedShare extends OpenedByShares {
  /** The share's own check value. */
  readonly kcv: Kcv;
}

/** Refusal cancelled, file-unreadable, pbe-…. */
export async function chooseShareFile({ person }: Workstation, title: string): Promise<ChosenShareFile> {
  const path = await person.openFile(title, shareFileKinds);
  const { bytes, sha256 } = await readFileBounded(path, LARGEST_FILE);
  return { path, sha256, pbe: readPbe(bytes) };
}

/** The share in a file, by its password or by the shares of its password. The caller wipes it. Refusal pbe-password, quorum-…, cancelled. */
export async function openShareFile(workstation: Workstation, file: ChosenShareFile, request: ShareFileRequest): Promise<OpenedShare> {
  const opened = await openBy(workstation, file, request);
  return { ...opened, kcv: kcvOf(opened.share) };
}

async function openBy(workstation: Workstation, { pbe, sha256 }: ChosenShareFile, request: ShareFileRequest): Promise<OpenedByShares> {
  const { title, device, destination, by = 'password', needed } = request;
  if (by === 'password') {
    const purpose = `${t('The password opens the share file.')} ${destination}`;
    return { share: await shareFromPassword(workstation, { title, device, purpose }, pbe) };
  }
  const { custody } = workstation;
  return custody.exclusively(title, () => {
    const set = by === 'quorum' ? custody.known?.sets.find((each) => each.fileSha256 === sha256) : undefined;
    const quorum = { title, purpose: `${quorumPurpose(set)} ${destination}`, pbe, set, needed };
    return by === 'quorum' ? openWithOwnShares(workstation, quorum) : openWithStockShares(workstation, quorum);
  });
}
