import { t } from '../../../shared/language/text.ts';
import type { SheetModel } from '../../../shared/models/sheet.ts';
import { encodeCodes } from '../../../shared/paper/qr-payload.ts';
import { passwordShareLines } from '../../../shared/paper/share-lines.ts';
import { colonHex, fingerprint, passwordSharePayload } from '../../codec/share-text.ts';
import { passwordPrime } from '../../crypto/threshold.ts';
import { boxes, fact, factsAround, inFours, partWords, type SheetOrigin, type SheetPart } from './sheet-origin.ts';

export interface PasswordShareSheet extends SheetOrigin, SheetPart {
  /** 17 bytes. The model holds it as text: it goes to the sheet window only. */
  readonly value: Uint8Array;
  /** SHA-256 of the .pbe file that the password opens, 64 hex digits. */
  readonly fileSha256?: string | undefined;
  readonly fileName?: string | undefined;
  /** Check value of the DKEK share in that file. */
  readonly shareKcv?: string | undefined;
}

/** The sheet of one part of a password. SECRET. */
export function passwordShareSheet(sheet: PasswordShareSheet): SheetModel {
  const { sheetId, setId, index, threshold, total, value, fileSha256, fileName, practice } = sheet;
  const payload = passwordSharePayload.encode({ setId, index, threshold, total, prime: passwordPrime, value });
  const file = fileName ? t('the file {fileName}', { fileName }) : t('a share file');
  try {
    return {
      kind: 'password-share',
      title: t('Share of a password'),
      banner: 'SECRET',
      practice,
      purpose: [
        t(
          'A SmartCard-HSM is a chip card or USB token that keeps keys; an encrypted share of its key encryption key (DKEK) is in {file}. The password of that file was divided among {total} custodians. This is the part of one of them.',
          { file, total },
        ),
        threshold === total
          ? t('All {total} parts together give the password; without any one of them nobody can ever open the file.', { total })
          : t('Any {threshold} of the {total} parts give the password; fewer tell nothing about it.', { threshold, total }),
        t('Keep it sealed, apart from the other parts and from the file, and show it to nobody.'),
      ].join(' '),
      sheetId,
      facts: factsAround(sheet, [
        fact(t('Set ID'), setId),
        fact(t('Part'), partWords(sheet)),
        fact(t('Fingerprint'), inFours(fingerprint(setId, index, value))),
        fact(t('Opens the file'), fileName),
        fact(t('SHA-256 of the file'), fileSha256 && inFours(fileSha256)),
        fact(t('Check value (KCV) of the share'), sheet.shareKcv && inFours(sheet.shareKcv)),
      ]),
      lines: passwordShareLines(sheetId, { prime: colonHex.encode(passwordPrime), index, value: colonHex.encode(value) }),
      codes: encodeCodes('password-share', sheetId, payload),
      restoreWithApp: [
        t(
          'Start Conclave on a computer without network. In **Key Manager**, on a device that was initialized with DKEK shares, choose **Import DKEK Share…**, then **Quorum of custodians** and the share file.',
        ),
        t(
          '{threshold} custodians come one after the other. Each makes sure that nobody else sees the screen, then holds the code before the camera or types the lines with their checks.',
          { threshold },
        ),
        t('The fingerprint must be the one on this sheet. The window forgets each share when it closes.'),
        t('To see only whether this sheet is still good: **Custodians**, **Check alone…**. No other custodian is needed.'),
      ],
      restoreWithout: [
        t(
          'Take any Linux computer without network that has `sc-hsm-tool` (package opensc, github.com/OpenSC), and the share file as `share.pbe`; the sheet of that file tells how to type it.',
        ),
        t(
          '`sc-hsm-tool --import-dkek-share share.pbe --pwd-shares-total {threshold}` with a device in the reader that was initialized with DKEK shares.',
          { threshold },
        ),
        t('It asks once: Please enter prime. The first custodian types line 1, with its colons, without number, check and gaps.'),
        t(
          '{threshold} times it waits for Enter and asks: Please enter share ID (line 2), Please enter share value (line 3). Each custodian types their own.',
          { threshold },
        ),
        t('If it reports an error, a digit was mistyped or a share is from another set: compare the set IDs and begin again.'),
      ],
      boxes,
    };
  } finally {
    payload.fill(0);
  }
}
