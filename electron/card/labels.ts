import { utf8 } from '../../shared/bytes.ts';
import { refuse } from '../../shared/failure.ts';

/** Bytes of UTF-8 in a device's label: PKCS#11 shows 32 (CK_TOKEN_INFO), and more would be cut there. */
export const DEVICE_LABEL_BYTES = 32;
/** Bytes of UTF-8 in a key's label: keeps a description in the 256 bytes that OpenSC's tools read. */
export const KEY_LABEL_BYTES = 64;

/** Throws Refusal label-empty, label-too-long or label-characters (control and invisible ones, which could disguise a name). */
export function checkLabel(label: string, limit: number): void {
  if (label.trim() === '') refuse('label-empty');
  const bytes = utf8.encode(label).length;
  if (bytes > limit) refuse('label-too-long', { bytes, limit });
  if (/\p{C}/u.test(label)) refuse('label-characters');
}
