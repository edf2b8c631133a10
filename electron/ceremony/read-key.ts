import { hex } from '../../shared/bytes.ts';
import type { KeySnapshot, KeyType } from '../../shared/models/snapshot.ts';
import { type KeyId, type KeyReference, keyId } from '../../shared/numbers.ts';
import { readKeyDescription } from '../card/descriptions.ts';
import { readKeyDetails as readDetails, type Voucher } from '../card/key-details.ts';
import type { CardSession } from '../card/session.ts';

const LONGEST_ID = 32;

/** A key as its description on the card tells it, one command; without one it has only its reference. */
export async function readKeySnapshot(session: CardSession, reference: KeyReference): Promise<KeySnapshot> {
  const description = await readKeyDescription(session, reference);
  if (!description) return { reference, id: idFromReference(reference), label: '', type: { kind: 'unknown' }, described: false };
  const { id, label, kind, sizeBits } = description;
  const usable = id.length > 0 && id.length <= LONGEST_ID;
  return {
    reference,
    id: usable ? keyId(hex.encode(id)) : idFromReference(reference),
    label,
    type: { kind, size: sizeBits },
    described: true,
  };
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

/** What the field does: the ID of a key is its reference, until another key has that ID. */
export function idFromReference(reference: KeyReference): KeyId {
  return keyId(hex.encode(Uint8Array.of(reference)));
}
