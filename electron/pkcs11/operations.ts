import { utf8 } from '../../shared/bytes.ts';
import { CKA, CKF, CKM, CKO, CKU, mechanismName, mechanismUses } from './cryptoki.ts';
import { keyTemplates } from './key-templates.ts';
import { mechanism } from './mechanisms.ts';
import type { ModuleBinding } from './module-binding.ts';
import type { Attribute } from './native-layout.ts';
import { readObject } from './object-details.ts';
import type { Answer, CallName, ModuleSlot, ModuleToken, ObjectFilter, Requests } from './protocol.ts';
import { CKR, Pkcs11Error } from './return-values.ts';

export type Operations = { readonly [Name in Exclude<CallName, 'load'>]: (given: Requests[Name]) => Answer<Name> };

/** What the app may ask of a loaded module, call by call. */
export function operationsOf(binding: ModuleBinding): Operations {
  const templates = keyTemplates(binding);
  const done = (_: undefined): null => null;
  return {
    slots: () => binding.slots().map((id) => describeSlot(binding, id)),
    mechanisms: ({ slot }) =>
      binding.mechanisms(slot).map((type) => {
        const { smallest, largest, flags } = binding.mechanismInfo(slot, type);
        return { type, name: mechanismName(type), smallest, largest, uses: mechanismUses(flags) };
      }),
    openSession: ({ slot, readWrite }) => binding.openSession(slot, { readWrite }),
    closeSession: ({ session }) => done(void binding.closeSession(session)),
    login: ({ session, user, pin }) => done(void binding.login(session, CKU[user], pin)),
    logout: ({ session }) => done(void binding.logout(session)),
    objects: ({ session, filter }) =>
      binding.find(session, searchTemplate(binding, filter)).map((handle) => readObject(binding, session, handle)),
    generateAes: ({ session, bits, ...key }) => binding.generateKey(session, CKM.AES_KEY_GEN, templates.aes(key, bits)),
    generateRsa({ session, bits, ...key }) {
      const { publicKey, privateKey } = templates.rsa(key, bits);
      return binding.generateKeyPair(session, CKM.RSA_PKCS_KEY_PAIR_GEN, publicKey, privateKey);
    },
    generateEc({ session, curve, ...key }) {
      const { publicKey, privateKey } = templates.ec(key, curve);
      return binding.generateKeyPair(session, CKM.EC_KEY_PAIR_GEN, publicKey, privateKey);
    },
    sign: ({ session, key, mechanism: choice, data }) => binding.sign(session, mechanism(choice), key, data),
    verify: ({ session, key, mechanism: choice, data, signature }) => binding.verify(session, mechanism(choice), key, data, signature),
    encrypt: ({ session, key, mechanism: choice, data }) => binding.encrypt(session, mechanism(choice), key, data),
    decrypt: ({ session, key, mechanism: choice, data }) => binding.decrypt(session, mechanism(choice), key, data),
    random: ({ session, length }) => binding.random(session, length),
    destroy: ({ session, object }) => done(void binding.destroy(session, object)),
    finish: () => done(void binding.finalize()),
  };
}

function searchTemplate({ ulong }: ModuleBinding, filter: ObjectFilter): Attribute[] {
  return [
    ...(filter.class ? [{ type: CKA.CLASS, value: ulong(CKO[filter.class]) }] : []),
    ...(filter.id ? [{ type: CKA.ID, value: filter.id }] : []),
    ...(filter.label === undefined ? [] : [{ type: CKA.LABEL, value: utf8.encode(filter.label) }]),
  ];
}

/** A slot whose card another program holds (we hold our other devices) may answer with an error: it is there, without a token. */
function describeSlot(binding: ModuleBinding, id: number): ModuleSlot {
  let info: ReturnType<ModuleBinding['slotInfo']>;
  try {
    info = binding.slotInfo(id);
  } catch (error) {
    if (error instanceof Pkcs11Error && busy.includes(error.code)) return { id, description: '', removable: true };
    throw error;
  }
  const { description, flags } = info;
  const token = flags & CKF.SLOT_TOKEN_PRESENT ? describeToken(binding, id) : undefined;
  return { id, description, removable: Boolean(flags & CKF.SLOT_REMOVABLE), ...(token ? { token } : {}) };
}

const busy: readonly number[] = [CKR.DEVICE_ERROR, CKR.GENERAL_ERROR, CKR.FUNCTION_FAILED];

/** Undefined where the token went away just now, or is one that the module does not know. */
function describeToken(binding: ModuleBinding, slot: number): ModuleToken | undefined {
  try {
    const { flags, shortestPin, longestPin, ...told } = binding.tokenInfo(slot);
    const has = (flag: number) => (flags & flag) !== 0;
    return {
      ...told,
      ...(shortestPin === undefined ? {} : { shortestPin }),
      ...(longestPin === undefined ? {} : { longestPin }),
      initialized: has(CKF.TOKEN_INITIALIZED),
      loginRequired: has(CKF.TOKEN_LOGIN_REQUIRED),
      userPinSet: has(CKF.TOKEN_USER_PIN_INITIALIZED),
      pinPad: has(CKF.TOKEN_PROTECTED_AUTHENTICATION_PATH),
      userPin: has(CKF.TOKEN_USER_PIN_LOCKED)
        ? 'locked'
        : has(CKF.TOKEN_USER_PIN_FINAL_TRY)
          ? 'final-try'
          : has(CKF.TOKEN_USER_PIN_COUNT_LOW)
            ? 'count-low'
            : 'ok',
      soPin: has(CKF.TOKEN_SO_PIN_LOCKED) ? 'locked' : has(CKF.TOKEN_SO_PIN_FINAL_TRY) ? 'final-try' : 'ok',
    };
  } catch (error) {
    const absent = [CKR.TOKEN_NOT_PRESENT, CKR.TOKEN_NOT_RECOGNIZED, CKR.DEVICE_REMOVED, ...busy];
    if (error instanceof Pkcs11Error && absent.includes(error.code)) return undefined;
    throw error;
  }
}
