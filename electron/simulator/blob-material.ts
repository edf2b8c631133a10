import { equal } from '../../shared/bytes.ts';
import type { KeyMaterial } from '../codec/key-blob.ts';
import { curve, curveByPrime } from '../crypto/curves.ts';
import { recoverRsa, rsaFromPrimes } from '../crypto/rsa.ts';
import { rsaMaterial } from './rsa-key.ts';
import type { Material } from './state.ts';
import { demand, sw } from './status.ts';

/** A key as it goes into a blob: EC with all its domain parameters, RSA always with its CRT values (type 06). */
export function toBlob(material: Material): KeyMaterial {
  switch (material.type) {
    case 'AES':
      return material;
    case 'EC': {
      const domain = curve(material.curve);
      const { a, b, p, n, G } = domain;
      return { type: 'EC', a, b, p, n, G, d: material.d, Q: domain.publicPoint(material.d) };
    }
    case 'RSA':
      return { ...material, type: 'RSA-CRT' };
  }
}

/** A key that came out of a blob of type 05, 06, 0C or 0F; 6A80 where its parts do not belong together or the card lacks the curve. */
export function fromBlob(material: KeyMaterial): Material {
  switch (material.type) {
    case 'AES':
      return material;
    case 'EC': {
      // `a` comes in several spellings; the prime tells the curves apart
      const found = curveByPrime(material.p);
      demand(found !== undefined, sw.badData);
      demand(equal(material.b, found.b) && equal(material.n, found.n) && equal(material.G, found.G), sw.badData);
      demand(equal(found.publicPoint(material.d), material.Q), sw.badData);
      return { type: 'EC', curve: found.name, d: material.d };
    }
    case 'RSA':
      return rsaMaterial(recoverRsa(material));
    case 'RSA-CRT':
      return rsaMaterial(rsaFromPrimes(material));
  }
}
