import { refuse } from '../../shared/failure.ts';
import type { KeyReference } from '../../shared/numbers.ts';
import {
  encodeKeyDescription,
  type KeyDescription,
  readKeyDescription as parseKeyDescription,
  relabelKeyDescription,
} from '../codec/pkcs15.ts';
import { understood, unlessMalformed } from './answers.ts';
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

/** Changes the label alone: ID, usage and certificate subject stay as they were found. Throws Refusal no-such-key where there is no description. */
export async function renameKey(session: CardSession, reference: KeyReference, label: string): Promise<void> {
  checkLabel(label, KEY_LABEL_BYTES);
  const fid = fileOf('keyDescription', reference);
  const content = await readObject(session, fid);
  if (!content) refuse('no-such-key');
  const relabelled = understood('rename a key', () => relabelKeyDescription(content, label));
  await writeObject(session, fid, relabelled);
}
