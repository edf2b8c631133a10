import type { KeyReference } from '../../shared/numbers.ts';
import { encodeKeyDescription, type KeyDescription, readKeyDescription as parseKeyDescription } from '../codec/pkcs15.ts';
import { unlessMalformed } from './answers.ts';
import { fileOf } from './files.ts';
import { checkLabel, KEY_LABEL_BYTES } from './labels.ts';
import { readObject, writeObject } from './objects.ts';
import type { CardSession } from './session.ts';

/** PKCS#15 description of a key (EF C4xx), or undefined where the card has none or it is of no known kind; no login needed. */
export async function readKeyDescription(session: CardSession, reference: KeyReference): Promise<KeyDescription | undefined> {
  const content = await readObject(session, fileOf('keyDescription', reference));
  return content && unlessMalformed(() => parseKeyDescription(content));
}

/**
 * Writes the description that makes a key visible to other software, replacing an older one; needs the login. Some cards
 * write one of their own at generation and unwrapping, so it is always written. Label up to 64 bytes of UTF-8.
 */
export async function writeKeyDescription(session: CardSession, reference: KeyReference, description: KeyDescription): Promise<void> {
  checkLabel(description.label, KEY_LABEL_BYTES);
  await writeObject(session, fileOf('keyDescription', reference), encodeKeyDescription({ ...description, reference }));
}
