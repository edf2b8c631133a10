import { ascii, utf8 } from '../../shared/bytes.ts';
import { refuse } from '../../shared/failure.ts';
import { type SubjectField, type SubjectPart, subjectFields } from '../../shared/subject.ts';
import { encodeOid } from './oid.ts';
import { encodeTlv } from './tlv.ts';

const SEQUENCE = 0x30;
const SET = 0x31;
const tags = { utf8: 0x0c, printable: 0x13, ia5: 0x16 } as const;
const MOST_PARTS = 32;

/** DER of a Name, one attribute per RDN, in the order given (RFC 5280 4.1.2.4). Throws Refusal subject-field-invalid, which names the field. */
export function encodeDistinguishedName(parts: readonly SubjectPart[]): Uint8Array {
  if (parts.length > MOST_PARTS) refuse('subject-field-invalid', { field: 'list', detail: `it has more than ${MOST_PARTS} parts` });
  return encodeTlv(SEQUENCE, ...parts.map((part) => encodeTlv(SET, encodePart(part))));
}

function encodePart({ type, value }: SubjectPart): Uint8Array {
  const field: SubjectField = subjectFields[type];
  const complaint = complaintAbout(type, field, value);
  if (complaint) refuse('subject-field-invalid', { field: field.label, detail: complaint });
  // the composed form: otherwise one name has two spellings that look the same
  const text = value.normalize('NFC');
  const bytes = field.text === 'utf8' ? utf8.encode(text) : ascii.encode(text);
  return encodeTlv(SEQUENCE, encodeOid(field.oid), encodeTlv(tags[field.text], bytes));
}

function complaintAbout(type: string, field: SubjectField, value: string): string | undefined {
  if (value === '') return 'it is empty';
  if (value !== value.trim()) return 'it begins or ends with a space';
  if (type === 'C' && !/^[A-Z]{2}$/.test(value)) return 'it takes exactly two capital letters, as in AT or US';
  const odd = oddCharacter(value.normalize('NFC'));
  if (odd) return odd;
  if ([...value.normalize('NFC')].length > field.maximum) return `it takes at most ${field.maximum} characters`;
  if (field.text === 'printable' && /[^A-Za-z0-9 '()+,\-./:=?]/.test(value)) return "it takes only letters, digits, spaces and '()+,-./:=?";
  if (field.text === 'ia5' && /[^\x20-\x7e]/.test(value)) return 'it takes only ASCII characters';
  if (type === 'emailAddress' && !/^[^\s@]+@[^\s@]+$/.test(value)) return 'it is no e-mail address';
  return undefined;
}

/** What cannot be seen, or changes how the rest is read, is refused: a name on a certificate must look like what it is. */
function oddCharacter(value: string): string | undefined {
  if (/\p{Cs}/u.test(value)) return 'it holds half a character';
  if (/\p{Cc}|[\u2028\u2029]/u.test(value)) return 'it holds a line break, tab or another control character';
  if (/\p{Cf}|\u115f|\u1160|\u3164/u.test(value)) return 'it holds an invisible character';
  if (/\p{Co}|\p{Cn}/u.test(value)) return 'it holds a character that Unicode does not define';
  return undefined;
}
