import { type CvcPublicKey, encodeCvc, encodeCvcBody, encodeRequest, requestSignedPart, rsaSha256Oid } from '../codec/cvc.ts';
import { curve } from '../crypto/curves.ts';
import { deviceHolder, signAsDevice } from './device-identity.ts';
import { hash, sha256 } from './digests.ts';
import { privateOperation, type RsaMaterial } from './rsa-key.ts';
import { pkcs1Block } from './rsa-padding.ts';
import type { CardState, Material } from './state.ts';

/** Names in a request, as the host gave them. */
export interface RequestNames {
  readonly holder: string;
  readonly authority?: string;
}

export type AsymmetricMaterial = RsaMaterial | (Material & { readonly type: 'EC' });

/**
 * The authenticated request of a key that was just made: signed with the key itself, then with the device key, so that the
 * device vouches for where the key lives (protocol reference 9.3). `template` is the public key the host asked for; its domain
 * parameters come back as given.
 */
export function makeRequest(state: CardState, names: RequestNames, template: CvcPublicKey, material: AsymmetricMaterial): Uint8Array {
  const body = encodeCvcBody({ ...names, publicKey: publicKey(template, material) });
  const certificate = encodeCvc(body, signOwn(material, body));
  const outerAuthority = deviceHolder(state);
  return encodeRequest(certificate, outerAuthority, signAsDevice(state.deviceKey, requestSignedPart(certificate, outerAuthority)));
}

function publicKey(template: CvcPublicKey, material: AsymmetricMaterial): CvcPublicKey {
  if (material.type === 'EC') return { ...template, Q: curve(material.curve).publicPoint(material.d) };
  return { oid: rsaSha256Oid, modulus: material.n, exponent: material.e };
}

function signOwn(material: AsymmetricMaterial, body: Uint8Array): Uint8Array {
  const digest = hash(sha256, body);
  if (material.type === 'EC') return curve(material.curve).sign(material.d, digest);
  return privateOperation(material, pkcs1Block(Uint8Array.of(...sha256.prefix, ...digest), material.n.length));
}
