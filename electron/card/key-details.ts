import type { CurveName } from '../../shared/algorithms.ts';
import type { KeyDetails } from '../../shared/models/snapshot.ts';
import type { KeyReference } from '../../shared/numbers.ts';
import { fileOf } from './files.ts';
import { readObject, selectObject } from './objects.ts';
import { publicKeySha256, readKeyCertificate } from './public-keys.ts';
import type { CardSession } from './session.ts';

/**
 * What is shown when a key's node is opened, in two commands: capabilities and use counter where the card tells them, kind of
 * certificate, hash of the public key; and the curve of an EC key. No login needed.
 */
export async function readKeyDetails(
  session: CardSession,
  reference: KeyReference,
): Promise<{ readonly details: KeyDetails; readonly curve?: CurveName }> {
  const info = await selectObject(session, fileOf('key', reference));
  const content = await readObject(session, fileOf('keyCertificate', reference));
  const certificate = content && readKeyCertificate(content);
  const publicKey = certificate?.publicKey;
  const details: KeyDetails = {
    ...(info?.algorithms && { capabilities: info.algorithms }),
    ...(info?.useCounter !== undefined && { useCounter: info.useCounter }),
    certificate: certificate?.kind ?? 'none',
    ...(publicKey && { publicKeySha256: publicKeySha256(publicKey) }),
  };
  return { details, ...(publicKey?.kind === 'EC' && publicKey.curve && { curve: publicKey.curve }) };
}
