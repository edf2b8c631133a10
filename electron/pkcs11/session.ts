import { setTimeout as wait } from 'node:timers/promises';
import type { CurveName } from '../../shared/algorithms.ts';
import { unmovedCopy } from '../../shared/bytes.ts';
import { failure, Refusal, refuse } from '../../shared/failure.ts';
import type { Secret } from '../crypto/secret.ts';
import type { MechanismChoice } from './mechanisms.ts';
import { type Answer, type CallName, callWords, type ModuleObject, type NewKey, type ObjectFilter, type Requests } from './protocol.ts';
import { CKR, Pkcs11Error } from './return-values.ts';

/** A session with a token through the module. Handles of objects are valid in it and end with it. */
export interface Pkcs11Session {
  readonly slot: number;
  /** Without a PIN the reader's PIN pad asks for it. The caller wipes the PIN. */
  login(pin: Secret | undefined, user?: 'user' | 'so'): Promise<void>;
  logout(): Promise<void>;
  objects(filter?: ObjectFilter): Promise<ModuleObject[]>;
  /** Handle of the new key. */
  generateAes(key: NewKey & { readonly bits: number }): Promise<number>;
  generateRsa(key: NewKey & { readonly bits: number }): Promise<KeyPairHandles>;
  generateEc(key: NewKey & { readonly curve: CurveName }): Promise<KeyPairHandles>;
  /** ECDSA gives r and s side by side, each as wide as the order of the curve. */
  sign(key: number, mechanism: MechanismChoice, data: Uint8Array): Promise<Uint8Array>;
  verify(key: number, mechanism: MechanismChoice, data: Uint8Array, signature: Uint8Array): Promise<boolean>;
  encrypt(key: number, mechanism: MechanismChoice, data: Uint8Array): Promise<Uint8Array>;
  /** The caller wipes what comes out, where it is secret. */
  decrypt(key: number, mechanism: MechanismChoice, data: Uint8Array): Promise<Uint8Array>;
  random(length: number): Promise<Uint8Array>;
  destroy(object: number): Promise<void>;
  close(): Promise<void>;
}

export interface KeyPairHandles {
  readonly publicKey: number;
  readonly privateKey: number;
}

type Ask = <Name extends CallName>(call: Name, given: Requests[Name]) => Promise<Answer<Name>>;

/** What modules answer when a card goes away in the middle of a command. */
const vague: readonly number[] = [CKR.GENERAL_ERROR, CKR.FUNCTION_FAILED, CKR.DEVICE_ERROR];

/** pcscd polls readers that cannot interrupt every 400 ms: until then a pulled card still counts as present. */
const removalNoticeMs = 1_000;
const pollMs = 100;

export function sessionOver(slot: number, session: number, askModule: Ask): Pkcs11Session {
  /** False when the module tells, within the time that pcscd takes to notice, that the token has gone. */
  const hasToken = async (): Promise<boolean> => {
    for (const until = Date.now() + removalNoticeMs; ; await wait(pollMs)) {
      const slots = await askModule('slots', {}).catch(() => undefined);
      if (slots && !slots.find(({ id }) => id === slot)?.token) return false;
      if (!slots || Date.now() >= until) return true;
    }
  };
  /** A vague "no" is looked into: is there still a token? */
  const ask: Ask = async (call, given) => {
    try {
      return await askModule(call, given);
    } catch (error) {
      const cause = error instanceof Refusal ? error.cause : undefined;
      if (!(cause instanceof Pkcs11Error) || !vague.includes(cause.code)) throw error;
      if (await hasToken()) throw error;
      throw new Refusal(failure('pkcs11-no-token', { during: callWords[call] }), { cause });
    }
  };
  const login = async (pin: Secret | undefined, user: 'user' | 'so'): Promise<void> => {
    // A copy of its own, so that no buffer around it goes along.
    const bytes = pin && unmovedCopy(pin.expose());
    try {
      await ask('login', { session, user, ...(bytes ? { pin: bytes } : {}) });
    } catch (error) {
      throw error instanceof Refusal ? await pinRefusal(error, user) : error;
    } finally {
      bytes?.fill(0);
    }
  };
  /** The module tells "final try" and "locked", but never the number of tries. */
  const pinRefusal = async (refusal: Refusal, user: 'user' | 'so'): Promise<Refusal> => {
    const { code } = refusal.failure;
    if (code !== 'pkcs11-pin-wrong' && code !== 'pin-blocked') return refusal;
    const token = await ask('slots', {}).then(
      (slots) => slots.find(({ id }) => id === slot)?.token,
      () => undefined,
    );
    const state = user === 'user' ? token?.userPin : token?.soPin;
    const pin = user === 'user' ? 'User PIN' : 'SO-PIN';
    const again = { cause: refusal.cause };
    if (code === 'pin-blocked' || state === 'locked')
      return new Refusal(failure(user === 'user' ? 'pin-blocked' : 'so-pin-blocked'), again);
    if (state === 'final-try') return new Refusal(failure('pin-wrong', { pin, left: 1 }), again);
    return new Refusal(failure('pkcs11-pin-wrong', { pin }), again);
  };
  const nothing = async (asked: Promise<null>): Promise<void> => {
    await asked;
  };
  const checkId = ({ id }: NewKey): void => {
    // An empty CKA_ID ties nothing to the key: the module could not find its public key or certificate.
    if (id.length === 0 || id.length > 255)
      refuse('pkcs11-refused', { during: 'generating a key', reason: 'its ID must have 1 to 255 bytes' });
  };
  return {
    slot,
    login: (pin, user = 'user') => login(pin, user),
    logout: () => nothing(ask('logout', { session })),
    objects: (filter = {}) => ask('objects', { session, filter }),
    async generateAes(key) {
      checkId(key);
      return ask('generateAes', { session, ...key });
    },
    async generateRsa(key) {
      checkId(key);
      return ask('generateRsa', { session, ...key });
    },
    async generateEc(key) {
      checkId(key);
      return ask('generateEc', { session, ...key });
    },
    sign: (key, mechanism, data) => ask('sign', { session, key, mechanism, data }),
    verify: (key, mechanism, data, signature) => ask('verify', { session, key, mechanism, data, signature }),
    encrypt: (key, mechanism, data) => ask('encrypt', { session, key, mechanism, data }),
    decrypt: (key, mechanism, data) => ask('decrypt', { session, key, mechanism, data }),
    random: (length) => ask('random', { session, length }),
    destroy: (object) => nothing(ask('destroy', { session, object })),
    close: () => nothing(ask('closeSession', { session })),
  };
}
