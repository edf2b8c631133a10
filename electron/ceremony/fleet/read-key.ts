import { hex } from '../../../shared/bytes.ts';
import { Refusal } from '../../../shared/failure.ts';
import type { KeySnapshot, KeyType } from '../../../shared/models/snapshot.ts';
import { type KeyId, type KeyReference, keyId } from '../../../shared/numbers.ts';
import { readKeyDescription } from '../../card/descriptions.ts';
import { fileOf } from '../../card/files.ts';
import { readKeyDetails as readDetails, type Voucher } from '../../card/key-details.ts';
import { enumerateObjects, selectObject } from '../../card/objects.ts';
import { keysAmong } from '../../card/references.ts';
import type { CardSession } from '../../card/session.ts';

const LONGEST_ID = 32;

/**
 * A key as its description on the card tells it, one command; without one it has only its reference. On a device with key domains
 * a second command tells in which of them it is.
 */
export async function readKeySnapshot(session: CardSession, reference: KeyReference, hasDomains: boolean): Promise<KeySnapshot> {
  const description = await readKeyDescription(session, reference);
  const domain = hasDomains ? await domainIfTold(session, reference) : undefined;
  const place = domain === undefined ? {} : { keyDomain: domain };
  if (!description) return { reference, id: idFromReference(reference), label: '', type: { kind: 'unknown' }, described: false, ...place };
  const { id, label, kind, sizeBits } = description;
  const usable = id.length > 0 && id.length <= LONGEST_ID;
  return {
    reference,
    id: usable ? keyId(hex.encode(id)) : idFromReference(reference),
    label,
    type: { kind, size: sizeBits },
    described: true,
    ...place,
  };
}

/** Which objects and keys there are: one command, and one for each key that is not known with its description. */
export async function readKeyList(
  session: CardSession,
  known: readonly KeySnapshot[],
  withDomains: boolean,
): Promise<{ readonly objects: number[]; readonly keys: readonly KeySnapshot[] }> {
  const objects = await enumerateObjects(session);
  const keys: KeySnapshot[] = [];
  for (const reference of keysAmong(objects)) {
    const before = known.find((key) => key.reference === reference && key.described);
    keys.push(before ?? (await readKeySnapshot(session, reference, withDomains)));
  }
  return { objects, keys };
}

/** What the key's node shows when it is opened: two commands. Also names the curve, which the description does not. */
export async function readKeyDetails(session: CardSession, key: KeySnapshot, voucher: Voucher): Promise<KeySnapshot> {
  const read = await readDetails(session, key.reference, voucher);
  const { attestation: _, ...ofSecretKey } = read.details;
  const { curve } = read;
  const details = key.type.kind === 'AES' ? ofSecretKey : read.details;
  const type: KeyType = key.type.kind === 'EC' && curve ? { ...key.type, curve } : key.type;
  return { ...key, type, details };
}

/** undefined where the card tells nothing about its keys, or nothing that makes sense. */
async function domainIfTold(session: CardSession, reference: KeyReference): Promise<number | undefined> {
  try {
    return (await selectObject(session, fileOf('key', reference)))?.keyDomain;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** What the field does: the ID of a key is its reference, until another key has that ID. */
export function idFromReference(reference: KeyReference): KeyId {
  return keyId(hex.encode(Uint8Array.of(reference)));
}
