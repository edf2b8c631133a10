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
  const unit = units[field.kind];
  if (length > field.maximum) return wrong(`Too long: ${length} ${unit}, at most ${field.maximum} are allowed.`);
  if (length < field.minimum) {
    const exact = field.minimum === field.maximum;
    return hint(exact ? `${length} of ${field.minimum} ${unit}` : `${length} of at least ${field.minimum} ${unit}`);
  }
  return fine(`${length} ${unit}`);
}

function checkRepeat(text: string, { field, text: first }: { field: SecretField; text: string }): EntryCheck {
  if (first === '') return hint(`Fill in ${field.label} first.`);
  const plain = (entry: string) => (field.kind === 'so-pin' ? entry.toUpperCase() : entry);
  if (plain(text) === plain(first)) return fine(`Same as ${field.label}`);
  // Someone who is still typing is not wrong yet.
  return plain(first).startsWith(plain(text)) ? hint('Go on…') : wrong(`This differs from ${field.label}.`);
}

function alienCharacter({ kind }: SecretField, text: string): string | undefined {
  if (kind === 'so-pin' && /[\s:-]/.test(text)) return 'Only the 16 digits, without spaces or dashes.';
  if (kind === 'so-pin' && /[^0-9A-Fa-f]/.test(text)) return 'Only the digits 0-9 and the letters A-F.';
  if (kind === 'user-pin' && /[^\x20-\x7e]/.test(text)) return 'Only unaccented letters, digits and the signs of an English keyboard.';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (kind === 'password' && /[\u0000-\u001f\u007f]/.test(text)) return 'A password has no tabs or control characters.';
  return undefined;
}
