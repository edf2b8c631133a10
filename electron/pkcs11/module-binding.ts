import { CKF } from './cryptoki.ts';
import type { FunctionName } from './function-list.ts';
import { type LibraryInfo, readInfo, readMechanismInfo, readSlotInfo, readTokenInfo, sizes } from './info-structures.ts';
import type { NativeModule } from './native-functions.ts';
import { type Attribute, encodeMechanism, encodeTemplate, layoutHere as layout, readUlong, ulong } from './native-layout.ts';
import { CKR, Pkcs11Error } from './return-values.ts';

/** A mechanism and the bytes of its parameter. */
export interface Mechanism {
  readonly type: number;
  readonly parameter?: Uint8Array;
}

/** Bounds on what a module may answer. */
const most = { slots: 1024, mechanisms: 4096, objects: 10_000, attribute: 1 << 16, output: 1 << 24 } as const;
/** A signature, a padding block or an authentication tag longer than the input: RSA-16384 is 2048 bytes. */
const outputRoom = 2048;

export type ModuleBinding = ReturnType<typeof bindModule>;

/**
 * The PKCS#11 functions over typed values. Each throws Pkcs11Error for every return value but CKR_OK, and blocks until
 * the module returns: only for a process of its own. One thread calls, so C_Initialize gets no arguments.
 */
export function bindModule({ call, address }: NativeModule) {
  const checked = (name: FunctionName, ...values: (number | Uint8Array | null)[]): void => {
    const code = call(name, ...values);
    if (code !== CKR.OK) throw new Pkcs11Error(code, `C_${name}`);
  };
  const number = (bytes: Uint8Array, name: FunctionName, offset = 0): number => {
    const value = readUlong(layout, bytes, offset);
    if (value === undefined) throw new RangeError(`C_${name} gave a number that is too large`);
    return value;
  };
  const space = (bytes: number): Uint8Array => new Uint8Array(new ArrayBuffer(bytes));
  const bounded = (count: number, limit: number, name: FunctionName): number => {
    if (count > limit) throw new RangeError(`C_${name}: expected at most ${limit}, got ${count}`);
    return count;
  };
  const numbers = (bytes: Uint8Array, count: number, name: FunctionName): number[] =>
    Array.from({ length: count }, (_, index) => number(bytes, name, index * layout.ulong));

  /** Asks for the length, then for the list, which may have grown in between. */
  const list = (name: 'GetSlotList' | 'GetMechanismList', first: number, limit: number): number[] => {
    const count = space(layout.ulong);
    checked(name, first, null, count);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const room = bounded(number(count, name), limit, name);
      if (room === 0) return [];
      const given = space(room * layout.ulong);
      const code = call(name, first, given, count);
      if (code === CKR.OK) return numbers(given, Math.min(room, number(count, name)), name);
      if (code !== CKR.BUFFER_TOO_SMALL) throw new Pkcs11Error(code, `C_${name}`);
    }
    throw new Pkcs11Error(CKR.BUFFER_TOO_SMALL, `C_${name}`);
  };

  const template = (attributes: readonly Attribute[]) => encodeTemplate(layout, attributes, address);
  const begin = (name: 'SignInit' | 'VerifyInit' | 'EncryptInit' | 'DecryptInit', session: number, mechanism: Mechanism, key: number) =>
    checked(name, session, encodeMechanism(layout, mechanism.type, mechanism.parameter, address), key);

  /** One call that puts out bytes. The room given suffices, so no module is asked twice: some count a use of the key each time. */
  const output = (name: 'Sign' | 'Encrypt' | 'Decrypt', session: number, data: Uint8Array): Uint8Array => {
    const given = space(bounded(data.length + outputRoom, most.output, name));
    const length = ulong(layout, given.length);
    try {
      checked(name, session, data, data.length, given, length);
      return given.slice(0, bounded(number(length, name), given.length, name));
    } finally {
      given.fill(0);
    }
  };

  const find = (session: number, attributes: readonly Attribute[]): number[] => {
    checked('FindObjectsInit', session, attributes.length === 0 ? null : template(attributes), attributes.length);
    const found: number[] = [];
    const batch = 64;
    try {
      for (;;) {
        const handles = space(batch * layout.ulong);
        const count = space(layout.ulong);
        checked('FindObjects', session, handles, batch, count);
        const given = bounded(number(count, 'FindObjects'), batch, 'FindObjects');
        if (given === 0) return found;
        found.push(...numbers(handles, given, 'FindObjects'));
        bounded(found.length, most.objects, 'FindObjects');
      }
    } finally {
      call('FindObjectsFinal', session);
    }
  };

  return {
    initialize: () => checked('Initialize', null),
    finalize: () => checked('Finalize', null),
    info(): LibraryInfo {
      const bytes = space(sizes.info(layout));
      checked('GetInfo', bytes);
      return readInfo(layout, bytes);
    },
    /** All slots, with a token or without. */
    slots: () => list('GetSlotList', 0, most.slots),
    slotInfo(slot: number) {
      const bytes = space(sizes.slotInfo(layout));
      checked('GetSlotInfo', slot, bytes);
      return readSlotInfo(layout, bytes);
    },
    tokenInfo(slot: number) {
      const bytes = space(sizes.tokenInfo(layout));
      checked('GetTokenInfo', slot, bytes);
      return readTokenInfo(layout, bytes);
    },
    mechanisms: (slot: number) => list('GetMechanismList', slot, most.mechanisms),
    mechanismInfo(slot: number, type: number) {
      const bytes = space(sizes.mechanismInfo(layout));
      checked('GetMechanismInfo', slot, type, bytes);
      return readMechanismInfo(layout, bytes);
    },
    openSession(slot: number, { readWrite }: { readonly readWrite: boolean }): number {
      const handle = space(layout.ulong);
      checked('OpenSession', slot, CKF.SESSION_SERIAL | (readWrite ? CKF.SESSION_RW : 0), null, null, handle);
      return number(handle, 'OpenSession');
    },
    closeSession: (session: number) => checked('CloseSession', session),
    /** Without a PIN the reader's PIN pad asks for it (CKF_PROTECTED_AUTHENTICATION_PATH). */
    login: (session: number, user: number, pin: Uint8Array | undefined) => checked('Login', session, user, pin ?? null, pin?.length ?? 0),
    logout: (session: number) => checked('Logout', session),
    /** Handles of the objects that have all these attributes; of all objects for an empty list. */
    find,
    /** The bytes of an attribute; undefined where the object has none or keeps it to itself. At most 64 KiB. */
    attribute(session: number, object: number, type: number): Uint8Array | undefined {
      const asked = template([{ type, value: new Uint8Array(0) }]);
      const lengthAt = asked.length - layout.ulong;
      const absent: readonly number[] = [CKR.ATTRIBUTE_TYPE_INVALID, CKR.ATTRIBUTE_SENSITIVE];
      const code = call('GetAttributeValue', session, object, asked, 1);
      if (absent.includes(code)) return undefined;
      if (code !== CKR.OK) throw new Pkcs11Error(code, 'C_GetAttributeValue');
      const length = readUlong(layout, asked, lengthAt);
      if (length === undefined) return undefined;
      if (length === 0) return new Uint8Array(0);
      const value = space(bounded(length, most.attribute, 'GetAttributeValue'));
      const wanted = template([{ type, value }]);
      const second = call('GetAttributeValue', session, object, wanted, 1);
      if (absent.includes(second)) return undefined;
      if (second !== CKR.OK) throw new Pkcs11Error(second, 'C_GetAttributeValue');
      return value.slice(0, Math.min(length, readUlong(layout, wanted, lengthAt) ?? 0));
    },
    generateKey(session: number, mechanism: number, attributes: readonly Attribute[]): number {
      const handle = space(layout.ulong);
      checked(
        'GenerateKey',
        session,
        encodeMechanism(layout, mechanism, undefined, address),
        template(attributes),
        attributes.length,
        handle,
      );
      return number(handle, 'GenerateKey');
    },
    generateKeyPair(session: number, mechanism: number, publicKey: readonly Attribute[], privateKey: readonly Attribute[]) {
      const handles = [space(layout.ulong), space(layout.ulong)] as const;
      const templates = [template(publicKey), publicKey.length, template(privateKey), privateKey.length] as const;
      checked('GenerateKeyPair', session, encodeMechanism(layout, mechanism, undefined, address), ...templates, ...handles);
      return { publicKey: number(handles[0], 'GenerateKeyPair'), privateKey: number(handles[1], 'GenerateKeyPair') };
    },
    sign(session: number, mechanism: Mechanism, key: number, data: Uint8Array): Uint8Array {
      begin('SignInit', session, mechanism, key);
      return output('Sign', session, data);
    },
    /** False where the signature is wrong; every other "no" is thrown. */
    verify(session: number, mechanism: Mechanism, key: number, data: Uint8Array, signature: Uint8Array): boolean {
      begin('VerifyInit', session, mechanism, key);
      const code = call('Verify', session, data, data.length, signature, signature.length);
      if (code === CKR.SIGNATURE_INVALID || code === CKR.SIGNATURE_LEN_RANGE) return false;
      if (code !== CKR.OK) throw new Pkcs11Error(code, 'C_Verify');
      return true;
    },
    encrypt(session: number, mechanism: Mechanism, key: number, data: Uint8Array): Uint8Array {
      begin('EncryptInit', session, mechanism, key);
      return output('Encrypt', session, data);
    },
    decrypt(session: number, mechanism: Mechanism, key: number, data: Uint8Array): Uint8Array {
      begin('DecryptInit', session, mechanism, key);
      return output('Decrypt', session, data);
    },
    random(session: number, length: number): Uint8Array {
      const bytes = space(bounded(length, most.output, 'GenerateRandom'));
      checked('GenerateRandom', session, bytes, length);
      return bytes;
    },
    destroy: (session: number, object: number) => checked('DestroyObject', session, object),
    /** Attribute values. */
    flag: (value: boolean): Uint8Array => Uint8Array.of(value ? 1 : 0),
    ulong: (value: number): Uint8Array => ulong(layout, value),
    toNumber: (value: Uint8Array): number | undefined => (value.length === layout.ulong ? readUlong(layout, value) : undefined),
  };
}
