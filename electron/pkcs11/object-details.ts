import { CKA, CKK, CKO } from './cryptoki.ts';
import { curveOfParameters } from './ec-parameters.ts';
import type { ModuleBinding } from './module-binding.ts';
import type { ModuleObject, Trait, Usage } from './protocol.ts';

const usageAttributes: Readonly<Record<Usage, number>> = {
  encrypt: CKA.ENCRYPT,
  decrypt: CKA.DECRYPT,
  sign: CKA.SIGN,
  verify: CKA.VERIFY,
  wrap: CKA.WRAP,
  unwrap: CKA.UNWRAP,
  derive: CKA.DERIVE,
};
const traitAttributes: Readonly<Record<Trait, number>> = {
  token: CKA.TOKEN,
  private: CKA.PRIVATE,
  modifiable: CKA.MODIFIABLE,
  sensitive: CKA.SENSITIVE,
  alwaysSensitive: CKA.ALWAYS_SENSITIVE,
  extractable: CKA.EXTRACTABLE,
  neverExtractable: CKA.NEVER_EXTRACTABLE,
  local: CKA.LOCAL,
  alwaysAuthenticate: CKA.ALWAYS_AUTHENTICATE,
};
const publicUsages: readonly Usage[] = ['encrypt', 'verify', 'wrap', 'derive'];
const privateUsages: readonly Usage[] = ['decrypt', 'sign', 'unwrap', 'derive'];
const publicTraits: readonly Trait[] = ['token', 'private', 'modifiable', 'local'];

const nameOf = (table: Readonly<Record<string, number>>, value: number | undefined): string | undefined =>
  Object.keys(table).find((name) => table[name] === value);

/** All that a module says of an object, except the value of a key, which is never asked for. */
export function readObject(binding: ModuleBinding, session: number, handle: number): ModuleObject {
  const bytes = (type: number) => binding.attribute(session, handle, type);
  const number = (type: number) => {
    const value = bytes(type);
    return value && binding.toNumber(value);
  };
  const text = (type: number) => new TextDecoder().decode(bytes(type) ?? new Uint8Array(0));
  const flags = <Name extends string>(names: readonly Name[], table: Readonly<Record<Name, number>>): Partial<Record<Name, boolean>> => {
    const found: Partial<Record<Name, boolean>> = {};
    for (const name of names) {
      const value = bytes(table[name]);
      if (value?.length === 1) found[name] = value[0] !== 0;
    }
    return found;
  };

  const kind = (nameOf(CKO, number(CKA.CLASS)) ?? 'other') as ModuleObject['class'];
  const common = { handle, class: kind, label: text(CKA.LABEL), id: bytes(CKA.ID) ?? new Uint8Array(0) };
  if (kind === 'certificate') {
    return without({ ...common, usage: {}, traits: flags(publicTraits.slice(0, 3), traitAttributes), certificate: bytes(CKA.VALUE) });
  }
  if (kind === 'data' || kind === 'other') {
    return without({
      ...common,
      usage: {},
      traits: flags(publicTraits.slice(0, 3), traitAttributes),
      application: text(CKA.APPLICATION) || undefined,
    });
  }

  const type = number(CKA.KEY_TYPE);
  const keyType = nameOf(CKK, type) ?? (type === undefined ? undefined : `CKK 0x${type.toString(16)}`);
  const usages = kind === 'public-key' ? publicUsages : kind === 'private-key' ? privateUsages : (Object.keys(usageAttributes) as Usage[]);
  const traits =
    kind === 'public-key'
      ? publicTraits
      : (Object.keys(traitAttributes) as Trait[]).filter((trait) => kind !== 'secret-key' || trait !== 'alwaysAuthenticate');
  const key = { ...common, keyType, usage: flags(usages, usageAttributes), traits: flags(traits, traitAttributes) };
  if (keyType === 'RSA') {
    const modulus = bytes(CKA.MODULUS);
    return without({
      ...key,
      modulus,
      exponent: bytes(CKA.PUBLIC_EXPONENT),
      bits: (modulus && bitLength(modulus)) ?? number(CKA.MODULUS_BITS),
    });
  }
  if (keyType === 'EC') {
    const parameters = bytes(CKA.EC_PARAMS);
    const curve = parameters && curveOfParameters(parameters);
    return without({ ...key, curve: curve?.name, bits: curve?.bits, point: kind === 'public-key' ? bytes(CKA.EC_POINT) : undefined });
  }
  const valueBytes = number(CKA.VALUE_LEN);
  const uses = bytes(CKA.CARDCONTACT_KEY_USE_COUNTER);
  return without({
    ...key,
    valueBytes,
    bits: valueBytes === undefined ? undefined : valueBytes * 8,
    algorithms: bytes(CKA.CARDCONTACT_ALGORITHM_LIST),
    usesLeft: uses?.length === 4 ? new DataView(uses.buffer, uses.byteOffset).getUint32(0) : undefined,
  });
}

/** What is absent has no field at all. */
function without(object: { readonly [Key in keyof ModuleObject]: ModuleObject[Key] | undefined }): ModuleObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as unknown as ModuleObject;
}

/** Length in bits of a big-endian number. */
function bitLength(value: Uint8Array): number | undefined {
  const first = value.findIndex((byte) => byte !== 0);
  return first < 0 ? undefined : (value.length - first) * 8 - Math.clz32(value[first] as number) + 24;
}
