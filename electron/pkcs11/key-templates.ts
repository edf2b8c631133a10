import type { CurveName } from '../../shared/algorithms.ts';
import { hex, utf8 } from '../../shared/bytes.ts';
import { curveParameters } from '../crypto/curve-parameters.ts';
import { CKA, CKK, CKO } from './cryptoki.ts';
import type { ModuleBinding } from './module-binding.ts';
import type { Attribute } from './native-layout.ts';
import type { NewKey } from './protocol.ts';

/** Templates of new keys: on the token, private, sensitive, never to leave in the clear. */
export function keyTemplates({ flag, ulong }: Pick<ModuleBinding, 'flag' | 'ulong'>) {
  const yes = (...types: number[]): Attribute[] => types.map((type) => ({ type, value: flag(true) }));
  const of = (type: number, value: Uint8Array): Attribute => ({ type, value });
  const named = ({ label, id }: NewKey): Attribute[] => [of(CKA.LABEL, utf8.encode(label)), of(CKA.ID, id)];
  const kept: Attribute[] = [...yes(CKA.TOKEN, CKA.PRIVATE, CKA.SENSITIVE), of(CKA.EXTRACTABLE, flag(false))];
  const usage = (key: NewKey, table: Readonly<Record<NewKey['usage'][number], readonly number[]>>) =>
    yes(...key.usage.flatMap((each) => table[each]));
  const cardContact = ({ cardContact: own }: NewKey): Attribute[] => [
    ...(own?.algorithms ? [of(CKA.CARDCONTACT_ALGORITHM_LIST, own.algorithms)] : []),
    ...(own?.uses === undefined ? [] : [of(CKA.CARDCONTACT_KEY_USE_COUNTER, fourBytes(own.uses))]),
  ];
  const pair = (key: NewKey, type: number, publicPart: readonly Attribute[]) => ({
    publicKey: [
      of(CKA.CLASS, ulong(CKO['public-key'])),
      of(CKA.KEY_TYPE, ulong(type)),
      ...yes(CKA.TOKEN),
      ...publicPart,
      ...usage(key, { encrypt: [CKA.ENCRYPT], sign: [CKA.VERIFY], derive: [] }),
      ...named(key),
      ...cardContact(key),
    ],
    privateKey: [
      of(CKA.CLASS, ulong(CKO['private-key'])),
      of(CKA.KEY_TYPE, ulong(type)),
      ...kept,
      ...usage(key, { encrypt: [CKA.DECRYPT], sign: [CKA.SIGN], derive: [CKA.DERIVE] }),
      ...named(key),
    ],
  });
  return {
    aes: (key: NewKey, bits: number): Attribute[] => [
      of(CKA.CLASS, ulong(CKO['secret-key'])),
      of(CKA.KEY_TYPE, ulong(CKK.AES)),
      of(CKA.VALUE_LEN, ulong(bits / 8)),
      ...kept,
      ...usage(key, { encrypt: [CKA.ENCRYPT, CKA.DECRYPT], sign: [CKA.SIGN, CKA.VERIFY], derive: [CKA.DERIVE] }),
      ...named(key),
      ...cardContact(key),
    ],
    rsa: (key: NewKey, bits: number) =>
      pair(key, CKK.RSA, [of(CKA.MODULUS_BITS, ulong(bits)), of(CKA.PUBLIC_EXPONENT, Uint8Array.of(1, 0, 1))]),
    ec: (key: NewKey, curve: CurveName) => pair(key, CKK.EC, [of(CKA.EC_PARAMS, hex.decode(curveParameters[curve].oid))]),
  };
}

function fourBytes(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}
