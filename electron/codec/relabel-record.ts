import { concat, utf8 } from '../../shared/bytes.ts';
import { encodeTlv, readTlv, readTlvs } from './tlv.ts';

const SEQUENCE = 0x30;
const UTF8_STRING = 0x0c;

/**
 * Any PKCS#15 record (of a key, certificate or data) with another label and all else as it stands: subject, usage and ID
 * survive a renaming. What follows the record in the file is left out. Throws SyntaxError where it is no record.
 */
export function relabelRecord(bytes: Uint8Array, label: string): Uint8Array {
  const { tag, value } = readTlv(bytes);
  const common = readTlv(value);
  if (common.tag !== SEQUENCE) throw new SyntaxError('PKCS#15: no object attributes');
  const rest = readTlvs(common.value).filter((element) => element.tag !== UTF8_STRING);
  const attributes = [encodeTlv(UTF8_STRING, utf8.encode(label)), ...rest.map((element) => encodeTlv(element.tag, element.value))];
  return encodeTlv(tag, concat(encodeTlv(SEQUENCE, ...attributes), value.subarray(common.end)));
}
