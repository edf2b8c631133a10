import { t } from '../../shared/language/text.ts';
import type { SecretField } from '../../shared/models/secret-form.ts';

/** What is said below a field while someone types. Never quotes what was typed. */
export interface EntryCheck {
  readonly complete: boolean;
  readonly tone: 'hint' | 'wrong' | 'fine';
  readonly message: string;
}

const hint = (message: string): EntryCheck => ({ complete: false, tone: 'hint', message });
const wrong = (message: string): EntryCheck => ({ complete: false, tone: 'wrong', message });
const fine = (message: string): EntryCheck => ({ complete: true, tone: 'fine', message });

const units = { 'user-pin': 'characters', 'so-pin': 'digits', password: 'characters' } as const;

/** Judges one entry. `repeated` is the field that this one repeats, with its entry. */
export function checkEntry(field: SecretField, text: string, repeated?: { field: SecretField; text: string }): EntryCheck {
  if (text === '') return { ...hint(field.hint), complete: field.minimum === 0 };
  if (repeated) return checkRepeat(text, repeated);
  const alien = alienCharacter(field, text);
  if (alien) return wrong(alien);
  const length = [...text].length;
  const { minimum, maximum } = field;
  const unit = units[field.kind];
  if (length > maximum)
    return wrong(
      t('Too long: {length} {unit, select, digits {digits} other {characters}}, at most {maximum} are allowed.', { length, unit, maximum }),
    );
  if (length < minimum) {
    const exact = minimum === maximum;
    return hint(
      exact
        ? t('{length} of {minimum} {unit, select, digits {digits} other {characters}}', { length, minimum, unit })
        : t('{length} of at least {minimum} {unit, select, digits {digits} other {characters}}', { length, minimum, unit }),
    );
  }
  return fine(t('{length} {unit, select, digits {digits} other {characters}}', { length, unit }));
}

function checkRepeat(text: string, { field, text: first }: { field: SecretField; text: string }): EntryCheck {
  if (first === '') return hint(t('Fill in {label} first.', { label: field.label }));
  const plain = (entry: string) => (field.kind === 'so-pin' ? entry.toUpperCase() : entry);
  if (plain(text) === plain(first)) return fine(t('Same as {label}', { label: field.label }));
  // Someone who is still typing is not wrong yet.
  return plain(first).startsWith(plain(text)) ? hint(t('Go on…')) : wrong(t('This differs from {label}.', { label: field.label }));
}

function alienCharacter({ kind }: SecretField, text: string): string | undefined {
  if (kind === 'so-pin' && /[\s:-]/.test(text)) return t('Only the 16 digits, without spaces or dashes.');
  if (kind === 'so-pin' && /[^0-9A-Fa-f]/.test(text)) return t('Only the digits 0-9 and the letters A-F.');
  if (kind === 'user-pin' && /[^\x20-\x7e]/.test(text)) return t('Only unaccented letters, digits and the signs of an English keyboard.');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (kind === 'password' && /[\u0000-\u001f\u007f]/.test(text)) return t('A password has no tabs or control characters.');
  return undefined;
}
