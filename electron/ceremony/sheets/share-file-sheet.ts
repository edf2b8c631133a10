import { createHash } from 'node:crypto';
import { t } from '../../../shared/language/text.ts';
import type { SheetModel } from '../../../shared/models/sheet.ts';
import { encodeBody, lineLengths } from '../../../shared/paper/line-code.ts';
import { encodeCodes } from '../../../shared/paper/qr-payload.ts';
import { readPbe } from '../../codec/pbe.ts';
import { boxes, fact, factsAround, inFours, type SheetOrigin } from './sheet-origin.ts';

export interface ShareFileSheet extends SheetOrigin {
  /** The .pbe file, 64 bytes. */
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** Check value of the share inside, where it is known. */
  readonly shareKcv?: string | undefined;
  /** Check value of the whole DKEK, where it is known. */
  readonly dkekKcv?: string | undefined;
  /** Serials of the devices that hold the DKEK. */
  readonly devices?: readonly string[] | undefined;
  /** The split that its password was made from; undefined: one password. */
  readonly set?: { readonly setId: string; readonly threshold: number; readonly total: number } | undefined;
}

/** The sheet of an encrypted DKEK share. Refusal pbe-length, pbe-no-salt. */
export function shareFileSheet(sheet: ShareFileSheet): SheetModel {
  const { sheetId, bytes, fileName, set, practice } = sheet;
  readPbe(bytes);
  return {
    kind: 'share-file',
    title: t('Encrypted DKEK share'),
    banner: 'CIPHERTEXT',
    practice,
    purpose: [
      t(
        'A SmartCard-HSM is a chip card or USB token that keeps keys. A key leaves it only encrypted under the DKEK (device key encryption key), which was made of one or more shares: all of them are needed to bring it back.',
      ),
      t('This sheet is one of these shares, encrypted.'),
      set
        ? t('It opens with any {threshold} of the {total} password shares of the set {setId}, which others keep.', {
            threshold: set.threshold,
            total: set.total,
            setId: set.setId,
          })
        : t('It opens with its password, which is kept elsewhere.'),
      t(
        'Keep the sheet as long as any key of this DKEK may be needed. Without the password it tells nothing; never keep the two together.',
      ),
    ].join(' '),
    sheetId,
    facts: factsAround(sheet, [
      fact(t('File'), t('{fileName}, {bytes} bytes', { fileName, bytes: bytes.length })),
      fact(t('Check value (KCV) of the share'), sheet.shareKcv && inFours(sheet.shareKcv)),
      fact(t('Check value (KCV) of the DKEK'), sheet.dkekKcv && inFours(sheet.dkekKcv)),
      fact(t('Devices'), sheet.devices?.join(', ')),
      fact(
        t('Password'),
        set
          ? t('set {setId}, any {threshold} of {total} shares', { setId: set.setId, threshold: set.threshold, total: set.total })
          : undefined,
      ),
    ]),
    lines: encodeBody(sheetId, bytes, lineLengths['share-file']),
    sha256: inFours(sha256(bytes)),
    codes: encodeCodes('share-file', sheetId, bytes),
    restoreWithApp: [
      t('Start Conclave on a computer without network. In **Custodians** choose **Restore from paper…**.'),
      t('Hold the code before the camera, or type the lines with their checks. Each line is judged as you type it.'),
      t('Compare the SHA-256 with this sheet, and save the file as `share.pbe`.'),
      t('In **Key Manager**, on a device that was initialized with DKEK shares, choose **Import DKEK Share…**, then this file.'),
      set
        ? t('{threshold} custodians of the set {setId} come one after the other with their password shares.', {
            threshold: set.threshold,
            setId: set.setId,
          })
        : t('Type the password of the file.'),
    ],
    restoreWithout: [
      t(
        'Take any Linux computer without network that has `openssl` and `sc-hsm-tool` (package opensc, github.com/OpenSC). Type the lines into a text file `share.txt`: without their numbers, checks and gaps, and Enter after each line.',
      ),
      '`openssl base64 -d -in share.txt -out share.pbe`',
      t('`openssl dgst -sha256 share.pbe` must print the SHA-256 of this sheet. If not, a character is wrong: see the characters below.'),
      t(
        'Only for an empty device, for it erases all keys: `sc-hsm-tool --initialize --dkek-shares N` with the number of all shares of this DKEK for N. It asks for a new SO-PIN (16 hex digits) and a new user PIN.',
      ),
      set
        ? t(
            '`sc-hsm-tool --import-dkek-share share.pbe --pwd-shares-total {threshold}` asks once for the prime, then {threshold} times for a share ID and a share value: they are on the password shares of the set {setId}.',
            { threshold: set.threshold, setId: set.setId },
          )
        : t('`sc-hsm-tool --import-dkek-share share.pbe` asks: Enter password to decrypt DKEK share.'),
      t('Do the same with every other share of this DKEK. At the end the tool prints the DKEK key check value.'),
    ],
    boxes,
  };
}

/** 64 lower-case hex digits. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
