import { t } from '../../../shared/language/text.ts';
/** What is said about the entries of a share while they are typed. Main judges again. */
export interface Judged {
  readonly complete: boolean;
  readonly tone: 'hint' | 'wrong' | 'fine';
  readonly words: string;
}

const hint = (words: string, complete = false): Judged => ({ complete, tone: 'hint', words });
const wrong = (words: string): Judged => ({ complete: false, tone: 'wrong', words });

/** `ours`: one digit 1-9. sc-hsm-tool's are decimal or hexadecimal, nobody knows which. */
export function judgeShareId(typed: string, kind: 'ours' | 'stock' | 'text'): Judged {
  const id = typed.trim();
  if (id === '') return hint(kind === 'ours' ? t('The number of this share: 1 to 9.') : t('As sc-hsm-tool printed it.'));
  if (/^0+$/.test(id)) return wrong(t('IDs begin with 1.'));
  const form = kind === 'ours' ? /^[1-9]$/ : /^[0-9A-Fa-f]{1,4}$/;
  if (!form.test(id)) return wrong(kind === 'ours' ? t('One digit, 1 to 9.') : t('Only digits, or digits and the letters A-F.'));
  return hint('', true);
}

/** Pairs of hex digits, with or without colons, spaces and capitals. `pairs`: how many there must be, where that is known. */
export function judgeShareValue(typed: string, pairs?: number): Judged {
  const groups = typed.split(/[\s:.\-\u2010-\u2013]+/).filter((group) => group !== '');
  const digits = groups.join('');
  if (digits === '') return hint(t('Pairs of digits. Colons, spaces and capitals do not matter.'));
  const alien = /[^0-9A-Fa-f]/u.exec(digits)?.[0];
  if (alien !== undefined) return wrong(t('"{alien}" is no digit here: only 0-9 and a-f. The letter O is always the digit 0.', { alien }));
  const lost = groups.length > 1 && groups[0]?.length === 1 ? 1 : 0;
  const count = (digits.length + lost) / 2;
  const whole = Math.floor(count);
  if (pairs === undefined)
    return count === whole ? hint(t('{whole} pairs', { whole }), true) : hint(t('{whole} pairs and one digit', { whole }));
  if (count > pairs) return wrong(t('{count} pairs, but only {pairs} belong here.', { count: Math.ceil(count), pairs }));
  return count < pairs
    ? hint(t('{whole} of {pairs} pairs', { whole, pairs }))
    : hint(t('{whole} of {pairs} pairs', { whole, pairs }), true);
}

/** A raw share of secrets.js: one row of hex digits that begins with 8. */
export function judgeShareText(typed: string): Judged {
  const share = typed.replace(/\s/g, '').toLowerCase();
  if (share === '') return hint(t('All lines one after the other, without line numbers and checks. Spaces and capitals do not matter.'));
  const alien = /[^0-9a-f]/u.exec(share)?.[0];
  if (alien !== undefined) return wrong(t('"{alien}" is no digit here: only 0-9 and a-f.', { alien }));
  if (!share.startsWith('8')) return wrong(t('A share of a text begins with 8.'));
  return hint(t('{length} characters', { length: share.length }), share.length >= 7);
}
