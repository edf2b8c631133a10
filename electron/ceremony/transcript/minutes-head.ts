import { utf8 } from '../../../shared/bytes.ts';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import type { Head } from '../../../shared/models/transcript.ts';
import { readFileBounded } from '../../files/read.ts';
import { textOfPdf } from './pdf-text.ts';

const LARGEST = 64 * 1024 * 1024;
/** As `headText` writes it; a line may end between any two of its parts. */
const pattern = /CONCLAVE\s+HEAD\s+([1-9]\d{0,8})\s+((?:[0-9a-f]\s*){64})(?![0-9a-f])/g;

/**
 * The head that minutes name, from their PDF or their text. Refusal file-unreadable, also where they name none, or several that differ:
 * a label from a card could be made to look like a second one.
 */
export async function headInMinutes(path: string): Promise<Head> {
  const { bytes } = await readFileBounded(path, LARGEST);
  const text = isPdf(bytes)
    ? await textOfPdf(bytes).catch(() => refuse('file-unreadable', { path, detail: t('its PDF cannot be read') }))
    : asText(bytes, path);
  const heads = headsIn(text);
  const [head] = heads;
  if (!head) return refuse('file-unreadable', { path, detail: t('it names no head of a transcript: these are no minutes') });
  if (heads.length > 1)
    return refuse('file-unreadable', { path, detail: t('it names several heads that differ: compare the code by hand') });
  return head;
}

/** All heads in a text, each once. */
export function headsIn(text: string): Head[] {
  const found = new Map<string, Head>();
  for (const [, entries = '', digits = ''] of text.matchAll(pattern)) {
    const head = { entries: Number(entries), sha256: digits.replace(/\s/g, '') };
    found.set(`${head.entries} ${head.sha256}`, head);
  }
  return [...found.values()];
}

const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(1024, bytes.length)).includes('%PDF-');

function asText(bytes: Uint8Array, path: string): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return refuse('file-unreadable', { path, detail: t('it is neither a PDF nor text') });
  }
}
