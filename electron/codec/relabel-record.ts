import { concat, utf8 } from '../../shared/bytes.ts';
import { encodeTlv, readTlv, type Tlv } from './tlv.ts';

const SEQUENCE = 0x30;
const UTF8_STRING = 0x0c;

/**
 * Any PKCS#15 record (of a key, certificate or data) with another label and all else as it stands: subject, usage and ID
 * survive a renaming. What follows the record in the file is left out, and what makes no sense among the attributes of the object, which
 * readers pass over too. Throws SyntaxError where it is no record.
 */
export function relabelRecord(bytes: Uint8Array, label: string): Uint8Array {
  const { tag, value } = readTlv(bytes);
  const common = readTlv(value);
  if (common.tag !== SEQUENCE) throw new SyntaxError('PKCS#15: no object attributes');
  const rest = wellFormed(common.value).filter((element) => element.tag !== UTF8_STRING);
  const attributes = [encodeTlv(UTF8_STRING, utf8.encode(label)), ...rest.map((element) => encodeTlv(element.tag, element.value))];
  return encodeTlv(tag, concat(encodeTlv(SEQUENCE, ...attributes), value.subarray(common.end)));
}

/** The elements up to the first that is cut off or malformed. */
function wellFormed(bytes: Uint8Array): Tlv[] {
  const found: Tlv[] = [];
  try {
    for (let at = 0; at < bytes.length; ) {
      const { tag, value, end } = readTlv(bytes, at);
      found.push({ tag, value });
      at = end;
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return found;
}
