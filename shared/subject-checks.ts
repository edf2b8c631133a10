import { addressBytes } from './ip-address.ts';
import { t } from './language/text.ts';
import { type AlternativeName, type SubjectField, type SubjectPart, subjectFields } from './subject.ts';

/** What the window says while a person types and main says when it refuses: the same words, from the same place. */
export const MOST_PARTS = 32;
export const MOST_NAMES = 100;
const LONGEST_DNS = 253;
const LONGEST_NAME = 2048;

/** Why this part of a subject cannot be used, as the end of a sentence; undefined where it can. */
export function subjectComplaint({ type, value }: SubjectPart): string | undefined {
  const field: SubjectField = subjectFields[type];
  if (value === '') return t('it is empty');
  if (value !== value.trim()) return t('it begins or ends with a space');
  if (type === 'C' && !/^[A-Z]{2}$/.test(value)) return t('it takes exactly two capital letters, as in AT or US');
  const odd = oddCharacter(value.normalize('NFC'));
  if (odd) return odd;
  if ([...value.normalize('NFC')].length > field.maximum) return t('it takes at most {maximum} characters', { maximum: field.maximum });
  if (field.text === 'printable' && /[^A-Za-z0-9 '()+,\-./:=?]/.test(value))
    return t("it takes only letters, digits, spaces and '()+,-./:=?");
  if (field.text === 'ia5' && /[^\x20-\x7e]/.test(value)) return t('it takes only ASCII characters');
  if (type === 'emailAddress' && !/^[^\s@]+@[^\s@]+$/.test(value)) return t('it is no e-mail address');
  return undefined;
}

/** Why this alternative name cannot be used, as the end of a sentence; undefined where it can. */
export function alternativeNameComplaint({ kind, value }: AlternativeName): string | undefined {
  if (value === '') return t('it is empty');
  if (kind === 'IP') return addressBytes(value) ? undefined : t('it is no IP address');
  if (/\s/.test(value)) return t('it holds a space');
  if (/[^\x21-\x7e]/.test(value)) {
    return kind === 'DNS' ? t('it takes only ASCII: write other letters in their xn-- form') : t('it takes only ASCII characters');
  }
  if (value.length > (kind === 'DNS' ? LONGEST_DNS : LONGEST_NAME)) return t('it is too long');
  if (kind === 'DNS') return isHostName(value) ? undefined : t('it is no host name');
  if (kind === 'email') {
    const [, domain] = /^[^@]+@([^@]+)$/.exec(value) ?? [];
    return domain !== undefined && isHostName(domain) ? undefined : t('it is no e-mail address');
  }
  return /^[A-Za-z][A-Za-z0-9+.-]*:[^"<>\\^`{|}]+$/.test(value) ? undefined : t('it is no URI with a scheme, as in https://…');
}

/** What cannot be seen, or changes how the rest is read, is refused: a name on a certificate must look like what it is. */
function oddCharacter(value: string): string | undefined {
  if (/\p{Cs}/u.test(value)) return t('it holds half a character');
  if (/\p{Cc}|[\u2028\u2029]/u.test(value)) return t('it holds a line break, tab or another control character');
  if (/\p{Cf}|\u115f|\u1160|\u3164/u.test(value)) return t('it holds an invisible character');
  if (/\p{Co}|\p{Cn}/u.test(value)) return t('it holds a character that Unicode does not define');
  return undefined;
}

/** Labels of 1 to 63 letters, digits and hyphens (RFC 1123 2.1); the first may be `*`. Underscores occur in practice and are taken. */
function isHostName(value: string): boolean {
  const labels = value.startsWith('*.') ? value.slice(2).split('.') : value.split('.');
  return labels.every((label) => /^[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$/.test(label)) && !addressBytes(value);
}
