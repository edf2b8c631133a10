import { t } from '../../../shared/language/text.ts';
import type { PrintedLine, SheetModel } from '../../../shared/models/sheet.ts';
import { colonGroups } from '../../../shared/paper/line-code.ts';
import { passwordShareLabels, SHARE_NUMBER_LENGTH } from '../../../shared/paper/share-lines.ts';
import { colonHex } from '../../codec/share-text.ts';
import { passwordPrime } from '../../crypto/threshold.ts';
import { boxes } from './sheet-origin.ts';

/** An empty form for one password share, copied by hand from the secret window: then no printer ever sees the share. */
export function blankShareSheet({ practice }: { readonly practice: boolean }): SheetModel {
  return {
    kind: 'blank-share',
    title: t('Share of a password, copied by hand'),
    banner: 'SECRET WHEN FILLED IN',
    practice,
    purpose: [
      t(
        'A SmartCard-HSM is a chip card or USB token that keeps keys. The password of an encrypted share of its key encryption key (DKEK) was divided among custodians. This form takes the part of one of them.',
      ),
      t(
        'Copy it from the screen with a pen that does not fade, while nobody else sees screen or paper, and type it back from the paper when the window asks for it.',
      ),
      t('Keep it sealed, apart from the other parts and from the share file, and show it to nobody.'),
    ].join(' '),
    sheetId: '',
    facts: [
      t('Sheet ID'),
      t('Set ID'),
      t('Share … of …'),
      t('Any … are enough'),
      t('Fingerprint'),
      t('Share file'),
      t('Ceremony'),
      t('Made (date)'),
    ].map((term) => ({
      term,
      value: '',
    })),
    lines: blankLines(),
    codes: [],
    restoreWithApp: [
      t(
        'Start Conclave on a computer without network. In **Key Manager**, on a device that was initialized with DKEK shares, choose **Import DKEK Share…**, then **Quorum of custodians** and the share file.',
      ),
      t('Custodians come one after the other. Each makes sure that nobody else sees the screen, then types the lines with their checks.'),
      t('To see only whether this sheet is still good: **Custodians**, **Check alone…**. No other custodian is needed.'),
    ],
    restoreWithout: [
      t(
        'Take any Linux computer without network that has `sc-hsm-tool` (package opensc, github.com/OpenSC), and the share file as `share.pbe`; the sheet of that file tells how to type it.',
      ),
      t(
        '`sc-hsm-tool --import-dkek-share share.pbe --pwd-shares-total T` with a device in the reader that was initialized with DKEK shares; for T, how many shares are enough.',
      ),
      t('It asks once: Please enter prime. The first custodian types line 1, with its colons, without number, check and gaps.'),
      t(
        'T times it waits for Enter and asks: Please enter share ID (line 2), Please enter share value (line 3). Each custodian types their own.',
      ),
    ],
    boxes,
  };
}

/** The prime is the same in all our splits and is printed; the rest is boxes. */
function blankLines(): PrintedLine[] {
  const length = SHARE_NUMBER_LENGTH * 3 - 1;
  const contents = [colonGroups(colonHex.encode(passwordPrime)), [], []];
  const lengths = [length, 1, length];
  return passwordShareLabels.map((label, at) => ({
    number: String(at + 1),
    label,
    groups: contents[at] as string[],
    check: '',
    length: lengths[at] as number,
  }));
}
