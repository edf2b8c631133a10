import type { CurveName } from '../../shared/algorithms.ts';
import { hex } from '../../shared/bytes.ts';
import { findTlv, readTlv } from '../codec/tlv.ts';
import { curveParameters } from '../crypto/curve-parameters.ts';

const OBJECT_IDENTIFIER = 0x06;
const SEQUENCE = 0x30;
const INTEGER = 0x02;

/** The curve of a CKA_EC_PARAMS (X9.62 ECParameters, DER): a named one, or explicit parameters whose prime and coefficients are a known one's. */
export function curveOfParameters(der: Uint8Array): { readonly name: CurveName; readonly bits: number } | undefined {
  const names = Object.keys(curveParameters) as CurveName[];
  const known = (holds: (curve: (typeof curveParameters)[CurveName]) => boolean) => {
    const name = names.find((each) => holds(curveParameters[each]));
    return name && { name, bits: curveParameters[name].bits };
  };
  try {
    const { tag, value } = readTlv(der);
    if (tag === OBJECT_IDENTIFIER) return known((curve) => hex.encode(der).toUpperCase() === curve.oid);
    if (tag !== SEQUENCE) return undefined;
    // ECParameters ::= SEQUENCE { version, fieldID SEQUENCE { OID, prime }, curve SEQUENCE { a, b, … }, base, … }
    const prime = findTlv(value, SEQUENCE, INTEGER);
    if (!prime) return undefined;
    const digits = hex
      .encode(prime)
      .toUpperCase()
      .replace(/^(00)+/, '');
    const inside = hex.encode(value).toUpperCase();
    return known((curve) => curve.p.replace(/^(00)+/, '') === digits && inside.includes(curve.b.replace(/^(00)+/, '')));
  } catch {
    return undefined;
  }
}
