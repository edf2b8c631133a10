import { t } from '../language/text.ts';
import type { KeyType } from '../models/snapshot.ts';

/** `AES-256`, `RSA-2048`, `EC secp256r1`, `EC 256 bit`. */
export function nameOfType(type: KeyType): string {
  if (type.kind === 'unknown') return t('unknown');
  if (type.kind === 'EC') return `EC ${type.curve ?? `${type.size} bit`}`;
  return type.size === 0 ? type.kind : `${type.kind}-${type.size}`;
}
