import { readKeyBlob, readKeyMaterial } from '../codec/key-blob.ts';
import { dkekKeys, open } from '../crypto/dkek.ts';
import { fromBlob } from './blob-material.ts';
import { domainOfKcv } from './dkek.ts';
import { importBuffer } from './files.ts';
import { demandPlaceForKey, storeKey } from './keys.ts';
import type { CardCommand } from './parse-command.ts';
import type { PoweredCard } from './state.ts';
import { type Answer, answer, demand, sw } from './status.ts';

const unwrapAlgorithm = 0x93;

/**
 * `80 74 <key reference> 93 [blob]`: without data the blob is taken from EF 2F10, as OpenSC 0.24 and later leave it there.
 * The blob's KCV selects the key domain (10.1). Makes the key alone; description and certificate are the host's to write (protocol reference 3.3). A blob of another DKEK,
 * altered or malformed: 6A80.
 */
export function unwrap(card: PoweredCard, { p1, p2, data }: CardCommand): Answer {
  demand(p2 === unwrapAlgorithm, sw.badParameters);
  demand(card.session.userVerified, sw.notAuthenticated);
  const blob = data.length > 0 ? data : card.state.files.get(importBuffer);
  demand(blob !== undefined, sw.fileNotFound);
  const { header, headerBytes, ciphertext, mac } = readKeyBlob(blob);
  const { number: keyDomain, dkek } = domainOfKcv(card, header.kcv);
  demandPlaceForKey(card, p1, keyDomain);
  const plaintext = open(dkekKeys(dkek), headerBytes, ciphertext, mac);
  demand(plaintext !== undefined, sw.badData);
  const material = fromBlob(readKeyMaterial(plaintext, header.type));
  const algorithms = header.allowed.length === 0 ? undefined : header.allowed.slice();
  card.state.files.delete(importBuffer);
  storeKey(card, p1, { material, algorithms, keyDomain });
  return answer();
}
