import { t } from '../../../shared/language/text.ts';
import type { KeySnapshot } from '../../../shared/models/snapshot.ts';

/** `AES-256, ID 01` */
export function keyWords({ type, id }: KeySnapshot): string {
  const size =
    type.kind === 'unknown' || type.size === 0
      ? ''
      : type.kind === 'EC'
        ? ` ${type.curve ?? t('{size} bit', { size: type.size })}`
        : `-${type.size}`;
  return `${type.kind === 'unknown' ? t('key of unknown kind') : type.kind}${size}, ID ${id}`;
}
