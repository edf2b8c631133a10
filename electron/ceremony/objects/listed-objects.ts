import type { StoredObjects } from '../../../shared/models/stored-object.ts';
import { enumerateObjects } from '../../card/objects.ts';
import type { CardSession } from '../../card/session.ts';
import { objectFilesAmong, readStoredObjects } from '../../card/stored-objects.ts';
import { storedObject } from './stored-object.ts';

/** What a list of files tells of certificates and data. What is `known` counts until the list differs. */
export function listedObjects(listed: readonly number[], known?: StoredObjects): StoredObjects {
  const files = objectFilesAmong(listed);
  return known && `${known.files}` === `${files}` ? known : { kind: 'listed', files };
}

/** Lists and reads them. `unlisted`: files to look for also where the card does not list them. */
export async function readListedObjects(
  session: CardSession,
  unlisted: ReadonlySet<number>,
): Promise<StoredObjects & { readonly kind: 'read' }> {
  const files = objectFilesAmong(await enumerateObjects(session));
  const found = await readStoredObjects(session, [...new Set([...files, ...unlisted])]);
  return { kind: 'read', files, all: found.map(storedObject) };
}
