import { basename } from 'node:path';
import { hex } from '../../../shared/bytes.ts';
import { isReplaced } from '../../../shared/custody/quorum.ts';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { Holding, HoldingEvent, Register } from '../../../shared/models/custody.ts';
import type { RestoredFile, SheetOutcome } from '../../../shared/models/reports.ts';
import type { SheetModel } from '../../../shared/models/sheet.ts';
import { readKeyBlob } from '../../codec/key-blob.ts';
import { readPbe } from '../../codec/pbe.ts';
import { readWrappedKeyFile } from '../../codec/wrapped-key-file.ts';
import { newId } from '../../crypto/sheet-id.ts';
import { writeFileSafely } from '../../files/atomic.ts';
import { readFileBounded } from '../../files/read.ts';
import { dkeksOf } from '../set-up/key-domain.ts';
import { blankShareSheet } from '../sheets/blank-share-sheet.ts';
import { sha256, shareFileSheet } from '../sheets/share-file-sheet.ts';
import type { SheetOrigin } from '../sheets/sheet-origin.ts';
import { wrappedKeySheet } from '../sheets/wrapped-key-sheet.ts';
import { timestamp } from '../timestamp.ts';
import type { Workstation } from '../workstation.ts';
import { recordOnCopy } from './custody-events.ts';
import { custodianIn, fullName } from './custody-people.ts';
import { causeOf } from './custody-register.ts';

type FileKind = 'share-file' | 'wrapped-key';

const kinds = [
  { name: t('DKEK share or wrapped key'), extensions: ['pbe', 'wky'] },
  { name: t('DKEK share'), extensions: ['pbe'] },
  { name: t('Wrapped key'), extensions: ['wky'] },
];
const suggested: Readonly<Record<FileKind, string>> = { 'share-file': 'restored-share.pbe', 'wrapped-key': 'restored-key.wky' };
/** RSA-4096 with a long certificate chain stays far below this. */
const LARGEST_FILE = 65_536;

/**
 * Lays a share file or a wrapped key out on a sheet, as often as wanted. Where a custodian is named, the copies are recorded as
 * theirs once they were printed or saved. Refusal no-ceremony-folder, no-such-custodian, file-not-for-paper, pbe-length,
 * wrapped-key-malformed, sheet-not-recorded.
 */
export function printFile(
  workstation: Workstation,
  { copies, custodian: id }: { readonly copies: number; readonly custodian?: string | undefined },
): Promise<SheetOutcome> {
  const { custody, person, paper } = workstation;
  return custody.exclusively(t('Print Sheet'), async () => {
    const custodian = id === undefined ? undefined : custodianIn(custody.register, id);
    const path = await person.openFile(t('Choose the file to put on paper'), kinds);
    const { bytes, sha256: fileSha256 } = await readFileBounded(path, LARGEST_FILE);
    const kind = recognise(bytes);
    const at = new Date();
    const origin = originOf(workstation, at, custodian && fullName(custodian));
    const model = sheetOf(workstation, kind, bytes, basename(path), fileSha256, origin);
    const outcome = await paper.showSheet(model, copies);
    if (!custodian || !(outcome.printed || outcome.saved.length > 0)) return outcome;
    const events: HoldingEvent[] = [{ state: 'created', at: timestamp(at) }];
    if (outcome.printed) events.push({ state: 'printed', at: timestamp() });
    const holdings = Array.from({ length: copies }, (_, copy): Holding => {
      const { sheetId } = model;
      return { sheetId, kind: `${kind}-sheet`, custodianId: custodian.id, fileSha256, copy: copy + 1, copies, events };
    });
    await record(workstation, model.sheetId, (register) => ({ ...register, holdings: [...register.holdings, ...holdings] }));
    return outcome;
  });
}

/** Lays out the empty form on which a custodian copies a share by hand, so that no printer ever sees it. */
export function printBlankForm({ custody, paper, fleet }: Workstation): Promise<SheetOutcome> {
  return custody.exclusively(t('Print Blank Form'), () => paper.showSheet(blankShareSheet({ practice: fleet.source.simulated }), 1));
}

/**
 * Brings a file back from its sheet and saves it identical to what was printed. Gates: every line's check, the SHA-256 that was
 * typed and the one in the register where there is one, the structure of the file. Refusal sheet-of-other-file, sheet-hash-differs,
 * pbe-…, wrapped-key-malformed, file-…, sheet-not-recorded, cancelled.
 */
export function restoreFromPaper(workstation: Workstation): Promise<RestoredFile> {
  const { custody, paper, person } = workstation;
  return custody.exclusively(t('Restore from Paper'), async () => {
    const entered = await paper.enterSheet({
      title: t('Restore from Paper'),
      purpose: t('The lines or codes of a sheet give back the file that was printed. Its SHA-256 must be the one on the sheet.'),
    });
    const { kind, sheetId, bytes, typedLines, scannedCodes, sha256Typed } = entered;
    if (recognise(bytes) !== kind) refuse('file-not-for-paper');
    const digest = sha256(bytes);
    if (sha256Typed !== undefined && sha256Typed.toLowerCase() !== digest) refuse('sheet-hash-differs');
    const known = custody.known?.holdings.find((holding) => holding.sheetId === sheetId && holding.fileSha256 !== undefined);
    if (known && known.fileSha256 !== digest) refuse('sheet-of-other-file', { sheetId });
    const { path, overwrite } = await person.saveFile(t('Save the restored file'), suggested[kind], kinds);
    await writeFileSafely(path, bytes, { overwrite });
    if (known && !isReplaced(known)) await record(workstation, sheetId, (register) => recordOnCopy(register, sheetId, 'read back'));
    return { path, sha256: digest, kind, typedLines, scannedCodes };
  });
}

/** What a file is, by its structure, not by its name. Refusal pbe-length, wrapped-key-malformed, file-not-for-paper. */
function recognise(bytes: Uint8Array): FileKind {
  const salted = [...'Salted__'].every((character, at) => bytes[at] === character.charCodeAt(0));
  if (salted) readPbe(bytes);
  else if (bytes[0] === 0x30) readWrappedKeyFile(bytes);
  else refuse('file-not-for-paper');
  return salted ? 'share-file' : 'wrapped-key';
}

function sheetOf(
  workstation: Workstation,
  kind: FileKind,
  bytes: Uint8Array,
  fileName: string,
  fileSha256: string,
  origin: SheetOrigin,
): SheetModel {
  if (kind === 'wrapped-key') {
    const { header } = readKeyBlob(readWrappedKeyFile(bytes).blob);
    return wrappedKeySheet({ ...origin, bytes, fileName, devices: devicesWith(workstation, hex.encode(header.kcv)) });
  }
  const set = workstation.custody.known?.sets.find((each) => each.fileSha256 === fileSha256);
  return shareFileSheet({ ...origin, bytes, fileName, set, shareKcv: set?.shareKcv });
}

function originOf({ custody, fleet }: Workstation, at: Date, custodian: string | undefined): SheetOrigin {
  const register = custody.known;
  const ceremony = register && { ceremonyId: register.ceremonyId, title: register.title };
  return { sheetId: newId(), practice: fleet.source.simulated, custodian, at, ceremony };
}

/** Serials of the devices in the readers that hold this DKEK; undefined where none does. */
function devicesWith({ fleet }: Workstation, kcv: string): string[] | undefined {
  const serials = fleet.snapshot.readers.flatMap(({ card }) =>
    card.kind === 'device' && dkeksOf(card.device).some((dkek) => dkek.kind === 'complete' && dkek.kcv === kcv) ? [card.device.serial] : [],
  );
  return serials.length > 0 ? serials : undefined;
}

async function record({ custody }: Workstation, sheetId: string, edit: (register: Register) => Register): Promise<void> {
  try {
    await custody.change(edit);
  } catch (cause) {
    refuse('sheet-not-recorded', { sheetId, detail: causeOf(cause) });
  }
}
