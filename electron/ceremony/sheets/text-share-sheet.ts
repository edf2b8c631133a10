import { t } from '../../../shared/language/text.ts';
import type { SheetModel } from '../../../shared/models/sheet.ts';
import { encodeCodes } from '../../../shared/paper/qr-payload.ts';
import { textShareLines } from '../../../shared/paper/share-lines.ts';
import { textSharePayload } from '../../codec/share-text.ts';
import { boxes, fact, factsAround, partWords, type SheetOrigin, type SheetPart } from './sheet-origin.ts';

export interface TextShareSheet extends SheetOrigin, SheetPart {
  /** Raw share string of secrets.js, hex digits. The model holds it: it goes to the sheet window only. */
  readonly share: string;
  /** What the text is for, in the operator's words; never the text. */
  readonly purpose: string;
}

/** Reads one share a line and prints the text. Shares never go into the command itself, which a shell remembers. */
const combineCommand =
  'node -e \'s=require("secrets.js-grempe");console.log(s.hex2str(s.combine(require("fs").readFileSync("shares.txt","utf8").trim().split(/\\s+/))))\'';

/** The sheet of one part of a free text. SECRET. No fingerprint: with it, all parts but one would tell a PIN. */
export function textShareSheet(sheet: TextShareSheet): SheetModel {
  const { sheetId, setId, index, threshold, total, share, purpose, practice } = sheet;
  const payload = textSharePayload.encode({ setId, index, threshold, total, share });
  try {
    return {
      kind: 'text-share',
      title: t('Share of a text'),
      banner: 'SECRET',
      practice,
      purpose: [
        t('A secret text was divided among {total} custodians: {purpose} This is the part of one of them.', {
          total,
          purpose: endStopped(purpose),
        }),
        threshold === total
          ? t('All {total} parts together give the text; without any one of them it is lost.', { total })
          : t('Any {threshold} of the {total} parts give the text; fewer tell nothing but its length.', { threshold, total }),
        t('Keep it sealed and apart from the other parts, and show it to nobody.'),
      ].join(' '),
      sheetId,
      facts: factsAround(sheet, [fact(t('For'), purpose), fact(t('Set ID'), setId), fact(t('Part'), partWords(sheet))]),
      lines: textShareLines(sheetId, share),
      codes: encodeCodes('text-share', sheetId, payload),
      restoreWithApp: [
        t('Start Conclave on a computer without network. In **Custodians** choose **Combine a text secret…**.'),
        t(
          '{threshold} custodians come one after the other. Each makes sure that nobody else sees the screen, then holds the code before the camera or types the lines with their checks.',
          { threshold },
        ),
        t('The text is shown in a window of its own.'),
      ],
      restoreWithout: [
        t(
          'Take a computer with Node.js. While it still has a network: `npm install secrets.js-grempe@2.0.0`. Then take it off the network.',
        ),
        t(
          'Type {threshold} shares into a text file `shares.txt`, each as one long line: its lines joined, without their numbers, checks and gaps.',
          { threshold },
        ),
        t("`{combineCommand}` prints the text. Then destroy the computer's disk or overwrite the file.", { combineCommand }),
      ],
      boxes,
    };
  } finally {
    payload.fill(0);
  }
}

const endStopped = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
