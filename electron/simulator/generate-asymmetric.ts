import { rsaSizes } from '../../shared/algorithms.ts';
import { ascii, equal } from '../../shared/bytes.ts';
import { type CvcPublicKey, ecdsaSha256Oid, readCvcPublicKey, rsaSha256Oid } from '../codec/cvc.ts';
import { findTlv } from '../codec/tlv.ts';
import { type Curve, curveByPrime } from '../crypto/curves.ts';
import { minimal } from '../crypto/der.ts';
import { generateRsa } from '../crypto/rsa.ts';
import { demandPlaceForKey, type KeyTerms, readKeyTerms } from './keys.ts';
import { demandMemory, fileCost, keyCost } from './memory.ts';
import type { CardCommand } from './parse-command.ts';
import { makeRequest, type RequestNames } from './request.ts';
import { publicExponent, rsaMaterial } from './rsa-key.ts';
import type { Material, PoweredCard } from './state.ts';
import { type Answer, answer, demand, sw } from './status.ts';

// tags of GENERATE (protocol reference 7.1); 90, 91 and 92 are read in keys.ts
const publicKeyTag = 0x7f49;
const holderTag = 0x5f20;
const authorityTag = 0x42;
const modulusBitsTag = 0x02;

/** File class of certificates and requests. */
const requestClass = 0xce;

interface Wish {
  readonly kind: { readonly curve: Curve } | { readonly bits: number };
  readonly template: CvcPublicKey;
  readonly names: RequestNames;
  readonly terms: KeyTerms;
}

/**
 * `00 46 <key reference> 00 <wish> Le`: an RSA or EC key pair and its authenticated request, which is the answer and is kept
 * in CExx; the description C4xx is the host's to write (protocol reference 7.1). P2 names the signing key: the device key alone.
 */
export async function generateAsymmetric(card: PoweredCard, { p1, p2, data }: CardCommand): Promise<Answer> {
  demand(p2 === 0, sw.badParameters);
  demand(card.session.userVerified, sw.notAuthenticated);
  const { kind, template, names, terms } = readWish(data);
  demandPlaceForKey(card, p1, terms.keyDomain);
  const material = 'curve' in kind ? makeEcKey(kind.curve) : rsaMaterial(await generateRsa(kind.bits));
  card.assertPowered();

  const request = makeRequest(card.state, names, template, material);
  const file = (requestClass << 8) | p1;
  const replaced = card.state.files.get(file);
  const key = { material, ...terms };
  demandMemory(card.state, keyCost(key) + fileCost(request.length) - (replaced === undefined ? 0 : fileCost(replaced.length)));
  card.state.files.set(file, request);
  card.state.keys.set(p1, key);
  return answer(request);
}

function makeEcKey(curve: Curve): Material & { type: 'EC' } {
  return { type: 'EC', curve: curve.name, d: curve.generate().d };
}

function readWish(data: Uint8Array): Wish {
  const content = findTlv(data, publicKeyTag);
  const holder = findTlv(data, holderTag);
  const authority = findTlv(data, authorityTag);
  demand(content !== undefined && holder !== undefined, sw.badData);
  const template = readCvcPublicKey(content);
  return {
    kind: readKind(content, template),
    template,
    names: { holder: ascii.decode(holder), ...(authority && { authority: ascii.decode(authority) }) },
    terms: readKeyTerms((tag) => findTlv(data, tag)),
  };
}

function readKind(content: Uint8Array, template: CvcPublicKey): Wish['kind'] {
  if (equal(template.oid, ecdsaSha256Oid)) return { curve: readCurve(template) };
  demand(equal(template.oid, rsaSha256Oid), sw.badData);
  const bits = findTlv(content, modulusBitsTag)?.reduce((value, byte) => value * 0x100 + byte, 0);
  demand(bits !== undefined && (rsaSizes as readonly number[]).includes(bits), sw.badData);
  demand(template.exponent !== undefined && equal(minimal(template.exponent), publicExponent), sw.badData);
  return { bits };
}

/** The prime tells the curve; `a` comes in several spellings (OpenSC sends zeros for the k1 curves), the rest must be right. */
function readCurve({ p, b, G, n }: CvcPublicKey): Curve {
  demand(p !== undefined && b !== undefined && G !== undefined && n !== undefined, sw.badData);
  const found = curveByPrime(p);
  demand(found !== undefined, sw.badData);
  demand(sameNumber(b, found.b) && equal(G, found.G) && sameNumber(n, found.n), sw.badData);
  return found;
}

function sameNumber(a: Uint8Array, b: Uint8Array): boolean {
  return equal(minimal(a), minimal(b));
}
