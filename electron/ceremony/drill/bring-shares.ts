import { basename } from 'node:path';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { DrilledPart, DrilledShare } from '../../../shared/models/drill.ts';
import { type Kcv, unknownKcv } from '../../../shared/numbers.ts';
import { readPbe } from '../../codec/pbe.ts';
import type { Secret } from '../../crypto/secret.ts';
import { DkekShares } from '../clone/dkek-shares.ts';
import { custodianIn, fullName } from '../custody/custody-people.ts';
import { type ChosenShareFile, chooseShareFile, openShareFile, type ShareWay } from '../shares/open-share-file.ts';
import type { OpeningPart } from '../shares/open-with-shares.ts';
import { sha256 } from '../sheets/share-file-sheet.ts';
import type { Workstation } from '../workstation.ts';

/** Where a share file comes from, and how it is opened. */
export interface ShareToBring extends ShareWay {
  readonly from: 'file' | 'paper';
}

interface Brought extends ChosenShareFile {
  readonly origin: string;
  readonly sheetId?: string;
}

export interface Bringing {
  /** What the keys belong to, as the secret window names it. */
  readonly about: string;
  readonly shares: readonly ShareToBring[];
  /** Check value of the DKEK that the files are under; zeros are not compared. */
  readonly expected: Kcv;
  readonly brought: (share: DrilledShare) => void;
}

/**
 * Asks the custodians for every share of the DKEK, from files or from paper, and compares the DKEK's check value. The caller wipes what
 * it gets; where this throws, all are wiped. Refusal drill-share-twice, drill-shares-wrong, drill-sheet-not-share, sheet-…, pbe-…, quorum-…, cancelled.
 */
export async function bringShares(workstation: Workstation, { about, shares, expected, brought }: Bringing): Promise<DkekShares> {
  const found: Secret[] = [];
  const known: Kcv[] = [];
  const all = new DkekShares(found);
  try {
    for (const [at, way] of shares.entries()) {
      const which = { number: at + 1, all: shares.length };
      const file = way.from === 'paper' ? await fromPaper(workstation, which) : await fromFile(workstation, which);
      const opened = await openShareFile(workstation, file, {
        ...{ by: way.by, needed: way.needed, title: t('Restore drill'), device: about },
        destination: t('This is DKEK share {number} of {all}. It is used for this drill alone and wiped from memory afterwards.', which),
      });
      found.push(opened.share);
      const first = known.indexOf(opened.kcv);
      if (first >= 0) refuse('drill-share-twice', { first: first + 1, kcv: opened.kcv });
      known.push(opened.kcv);
      brought({
        ...{ origin: file.origin, sha256: file.sha256, kcv: opened.kcv, openedBy: way.by ?? 'password' },
        ...(file.sheetId === undefined ? {} : { sheetId: file.sheetId }),
        ...(opened.reading === undefined ? {} : { reading: opened.reading }),
        parts: (opened.parts ?? []).map((part) => drilledPart(workstation, part)),
      });
    }
    const got = all.kcv;
    if (expected !== unknownKcv && got !== expected) refuse('drill-shares-wrong', { expected, got, shares: known.join(', ') });
    return all;
  } catch (error) {
    all.wipe();
    throw error;
  }
}

/** As a person counts. */
type Which = { readonly number: number; readonly all: number };

async function fromFile(workstation: Workstation, which: Which): Promise<Brought> {
  const file = await chooseShareFile(workstation, t('Choose DKEK share {number} of {all}', which));
  return { ...file, origin: basename(file.path) };
}

async function fromPaper({ custody, paper }: Workstation, which: Which): Promise<Brought> {
  const entered = await custody.exclusively(t('Restore drill'), () =>
    paper.enterSheet({
      title: t('Restore drill'),
      purpose: t('DKEK share {number} of {all}: the lines or codes of its sheet give back the share file. Nothing is saved.', which),
      expected: { kind: 'share-file' },
    }),
  );
  const { kind, bytes, sheetId, sha256Typed } = entered;
  if (kind !== 'share-file') refuse('drill-sheet-not-share');
  const digest = sha256(bytes);
  if (sha256Typed !== undefined && sha256Typed.toLowerCase() !== digest) refuse('sheet-hash-differs');
  const known = custody.known?.holdings.find((holding) => holding.sheetId === sheetId && holding.fileSha256 !== undefined);
  if (known && known.fileSha256 !== digest) refuse('sheet-of-other-file', { sheetId });
  return { path: `sheet ${sheetId}`, origin: t('sheet {sheetId}', { sheetId }), sheetId, sha256: digest, pbe: readPbe(bytes) };
}

/** A part with what the register knows of it; one that nobody could compare has no sheet. */
function drilledPart({ custody }: Workstation, { idText, fingerprint, trusted, setId }: OpeningPart): DrilledPart {
  const register = custody.known;
  const holding = trusted ? register?.holdings.find((each) => each.setId === setId && String(each.index) === idText) : undefined;
  if (!register || !holding) return { name: t('Share {id}', { id: idText }), ...(fingerprint === undefined ? {} : { fingerprint }) };
  return {
    ...{ name: t('Share {id}', { id: idText }), sheetId: holding.sheetId, custodian: fullName(custodianIn(register, holding.custodianId)) },
    ...(holding.fingerprint === undefined ? {} : { fingerprint: holding.fingerprint }),
  };
}
