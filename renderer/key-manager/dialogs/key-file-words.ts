import { utf8 } from '../../../shared/bytes.ts';
import { t } from '../../../shared/language/text.ts';
import type { KeyInFile } from '../../../shared/models/reports.ts';
import type { DeviceSnapshot } from '../../../shared/models/snapshot.ts';

/** Bytes of UTF-8 in a key's label; main judges again. */
const LABEL_BYTES = 64;

/** What the file calls the key, or the common name of its certificate, as far as that makes a label. */
export function suggestedLabel(key: KeyInFile | undefined): string {
  const common = /(?:^|,\s*)CN=([^,]+)/.exec(key?.certificate ?? '')?.[1];
  const [first = ''] = [key?.name, common].filter((each) => each !== undefined && each.trim() !== '');
  let label = '';
  for (const character of first.replace(/\p{C}/gu, '').trim()) {
    if (utf8.encode(label + character).length > LABEL_BYTES) break;
    label += character;
  }
  return label;
}

/** Why this label will not do: told while it is typed, since a refused import costs everybody their entries. */
export function keyLabelHindrance(label: string, { keys }: DeviceSnapshot): string | undefined {
  if (label.trim() === '') return t('Enter a label.');
  if (utf8.encode(label).length > LABEL_BYTES)
    return t('The label is too long: at most {bytes} bytes, letters outside ASCII count more.', { bytes: LABEL_BYTES });
  if (/\p{C}/u.test(label)) return t('The label has characters that cannot be shown.');
  if (keys.some((key) => key.label.normalize() === label.normalize())) return t('A key with this label is already on the device.');
  return undefined;
}

/** What a person should know before they go on with this key on this device. */
export function cautionFor({ type }: KeyInFile, { firmware }: DeviceSnapshot): string | undefined {
  if (type.kind === 'RSA' && type.size < 2048)
    return t('This RSA key is too short for today: import it only for old data or applications.');
  if (type.kind === 'AES' && /^3\.[01]\b/.test(firmware)) {
    return t(
      'This device has firmware {firmware}, which refuses keys with a list of capabilities; 3.2 and later take them. If it does, use another device.',
      { firmware },
    );
  }
  return undefined;
}
