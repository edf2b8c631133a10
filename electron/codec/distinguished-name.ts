import { ascii, utf8 } from '../../shared/bytes.ts';
import { refuse } from '../../shared/failure.ts';
import { t } from '../../shared/language/text.ts';
import { type SubjectField, type SubjectPart, subjectFields } from '../../shared/subject.ts';
import { MOST_PARTS, subjectComplaint } from '../../shared/subject-checks.ts';
import { encodeOid } from './oid.ts';
import { encodeTlv } from './tlv.ts';

const SEQUENCE = 0x30;
const SET = 0x31;
const tags = { utf8: 0x0c, printable: 0x13, ia5: 0x16 } as const;

/** DER of a Name, one attribute per RDN, in the order given (RFC 5280 4.1.2.4). Throws Refusal subject-field-invalid, which names the field. */
export function encodeDistinguishedName(parts: readonly SubjectPart[]): Uint8Array {
  if (parts.length > MOST_PARTS)
    refuse('subject-field-invalid', { field: t('list'), detail: t('it has more than {limit} parts', { limit: MOST_PARTS }) });
  return encodeTlv(SEQUENCE, ...parts.map((part) => encodeTlv(SET, encodePart(part))));
}

function encodePart(part: SubjectPart): Uint8Array {
  const { type, value } = part;
  const field: SubjectField = subjectFields[type];
  const detail = subjectComplaint(part);
  if (detail) refuse('subject-field-invalid', { field: field.label, detail });
  // the composed form: otherwise one name has two spellings that look the same
  const text = value.normalize('NFC');
  const bytes = field.text === 'utf8' ? utf8.encode(text) : ascii.encode(text);
  return encodeTlv(SEQUENCE, encodeOid(field.oid), encodeTlv(tags[field.text], bytes));
}
