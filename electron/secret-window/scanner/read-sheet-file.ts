import type { BrowserWindow } from 'electron';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import { CodeCollection } from '../../../shared/paper/qr-payload.ts';
import type { ScannedFile } from '../../ceremony/paper.ts';
import { type ScannerParts, scanner } from './scan.ts';

/**
 * The ciphertext on a sheet that is in a file (PDF, PNG, JPEG), by its codes. The decoders' own window looks at the file; codes of other
 * sheets, and those of shares, are not taken. `bytes` is wiped. Refusal scan-…, qr-…, sheet-incomplete.
 */
export async function readSheetFile(
  parts: ScannerParts,
  parent: () => BrowserWindow | undefined,
  name: string,
  bytes: Uint8Array,
): Promise<ScannedFile> {
  const codes = new CodeCollection(['share-file', 'wrapped-key']);
  const scan = scanner({ ...parts, openFile: async () => ({ name, bytes }) }, parent);
  const words = t('Looking for the codes of a sheet.');
  await scan('file', {
    title: t('Inspect Files'),
    words,
    take(text) {
      codes.add(text);
      return { done: codes.bytes !== undefined, words };
    },
  });
  const { kind, sheetId, bytes: content, missing } = codes;
  if (!content || sheetId === undefined)
    return refuse('sheet-incomplete', { detail: t('the codes {numbers} are missing', { numbers: missing?.join(', ') ?? '' }) });
  return { kind: kind === 'share-file' ? kind : 'wrapped-key', sheetId, bytes: content };
}
