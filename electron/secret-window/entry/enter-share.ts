import { utf8 } from '../../../shared/bytes.ts';
import { refuse } from '../../../shared/failure.ts';
import { t } from '../../../shared/language/text.ts';
import { CodeCollection } from '../../../shared/paper/qr-payload.ts';
import { readSheetId } from '../../../shared/paper/sheet-id.ts';
import type { ShareEntry, ShareEntryPrompt } from '../../ceremony/paper.ts';
import { colonHex, passwordSharePayload, textSharePayload, validatePasswordShare, validateTextShare } from '../../codec/share-text.ts';
import { Secret } from '../../crypto/secret.ts';
import { type EntryTask, Outcome, type Scan } from './entry-task.ts';
import type { ScanSource, TypedShare } from './messages.ts';

/** Longer than any share of ours or of sc-hsm-tool, and than a share of the longest text. */
const longestEntry = 8192;

/** One custodian enters one share, typed or scanned; `judge` has it until it is done with it. The entry is wiped then. */
export function enterShareTask<T>(prompt: ShareEntryPrompt, judge: (entry: ShareEntry) => Promise<T>, scan: Scan): EntryTask<T> {
  const outcome = new Outcome<T>();

  async function use(entry: ShareEntry): Promise<null> {
    try {
      outcome.resolve(await outcome.using(() => judge(entry)));
      return null;
    } finally {
      entry.value.wipe();
      entry.prime?.wipe();
    }
  }

  async function scanned(source: unknown): Promise<null> {
    const kind = prompt.kind === 'text' ? 'text-share' : 'password-share';
    const codes = new CodeCollection([kind]);
    try {
      await scan(source === 'camera' ? 'camera' : ('file' satisfies ScanSource), {
        title: t('Scan the share'),
        words: t('Hold the sheet so that its code fills half of the picture.'),
        take(text) {
          codes.add(text);
          const missing = codes.missing?.length ?? 1;
          return {
            done: missing === 0,
            words:
              missing === 0 ? t('The share was read.') : t('{scanned} codes read, {missing} missing.', { scanned: codes.scanned, missing }),
          };
        },
      });
      const { bytes, sheetId } = codes;
      if (!bytes || sheetId === undefined) {
        return refuse('sheet-incomplete', {
          detail: t('of its codes, number {numbers} is missing', { numbers: codes.missing?.join(', ') ?? '1' }),
        });
      }
      outcome.touched = true;
      return await use(entryFromCode(kind, bytes, sheetId));
    } finally {
      codes.wipe();
    }
  }

  return {
    page: { kind: 'share', prompt },
    calls: {
      'submit-share': (typed) => {
        outcome.touched = true;
        return use(entryFromTyping(prompt, typed));
      },
      'scan-share': scanned,
    },
    outcome,
  };
}

function entryFromCode(kind: 'password-share' | 'text-share', bytes: Uint8Array, sheetId: string): ShareEntry {
  try {
    if (kind === 'text-share') {
      const { share, index, ...place } = validateTextShare(textSharePayload.decode(bytes));
      return { ...place, idText: String(index), value: new Secret(utf8.encode(share)), sheetId, scanned: true };
    }
    const { prime, value, index, ...place } = validatePasswordShare(passwordSharePayload.decode(bytes));
    return { ...place, idText: String(index), prime: new Secret(prime), value: new Secret(value), sheetId, scanned: true };
  } finally {
    bytes.fill(0);
  }
}

/** What the page sent, in the form that is judged. Refusal share-digits-…, nothing-typed. Wipes the bytes it got. */
export function entryFromTyping(prompt: ShareEntryPrompt, argument: unknown): ShareEntry {
  const { prime, id, value, sheetId } = (argument ?? {}) as Partial<Record<keyof TypedShare, unknown>>;
  const parts = [prime, id, value].filter((part): part is Uint8Array => part instanceof Uint8Array);
  let wholePrime: Secret | undefined;
  try {
    if (!(id instanceof Uint8Array) || !(value instanceof Uint8Array) || parts.some(({ length }) => length > longestEntry)) {
      return refuse('request-malformed', { operation: prompt.title });
    }
    if (asksForPrime(prompt)) wholePrime = new Secret(colonHex.decode(text(prime), t('Prime')));
    const known = typeof sheetId === 'string' ? readSheetId(sheetId) : undefined;
    const rest = { scanned: false, ...(wholePrime ? { prime: wholePrime } : {}), ...(known ? { sheetId: known } : {}) };
    if (prompt.kind === 'text') return { ...rest, idText: '', value: new Secret(rawShare(value)) };
    const idText = text(id).trim();
    if (idText === '') refuse('nothing-typed', { what: t('The share ID') });
    return { ...rest, idText, value: new Secret(colonHex.decode(text(value), t('Share value'))) };
  } catch (error) {
    wholePrime?.wipe();
    throw error;
  } finally {
    for (const part of parts) part.fill(0);
  }
}

/** Our prime is known, and after the first share that of sc-hsm-tool is too. */
export const asksForPrime = ({ kind, primeFirst }: ShareEntryPrompt): boolean => kind === 'stock' && primeFirst;

/** A raw share of secrets.js: its case and the gaps between its groups do not count. */
function rawShare(typed: Uint8Array): Uint8Array {
  const share = typed.filter((byte) => byte > 0x20).map((byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte));
  if (share.length === 0) refuse('nothing-typed', { what: t('The share') });
  return share;
}

function text(part: unknown): string {
  return part instanceof Uint8Array ? new TextDecoder().decode(part) : '';
}
