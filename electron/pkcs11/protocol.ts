import { z } from 'zod';
import type { CurveName } from '../../shared/algorithms.ts';
import type { MechanismChoice } from './mechanisms.ts';

/**
 * What goes between the app and the process that runs a module. Requests come from the app and are trusted; answers
 * come from a process in which foreign code runs and are checked. Bytes are copied by the system on their way: both
 * sides wipe their own copies of PINs and of decrypted text, the pipe's buffers are beyond reach.
 */
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const count = z.number().int().nonnegative();
const text = z.string().max(1 << 16);
const handle = count;

const librarySchema = z.object({ cryptoki: text, manufacturer: text, description: text, version: text, coreDumpsOff: z.boolean() });

const tokenSchema = z.object({
  label: text,
  manufacturer: text,
  model: text,
  /** As the module tells it; the SmartCard-HSM's serial. */
  serial: text,
  hardware: text,
  firmware: text,
  shortestPin: count.optional(),
  longestPin: count.optional(),
  initialized: z.boolean(),
  loginRequired: z.boolean(),
  userPinSet: z.boolean(),
  /** The reader has a PIN pad, and the module uses it. */
  pinPad: z.boolean(),
  userPin: z.enum(['ok', 'count-low', 'final-try', 'locked']),
  soPin: z.enum(['ok', 'final-try', 'locked']),
});

const slotSchema = z.object({ id: handle, description: text, removable: z.boolean(), token: tokenSchema.optional() });

const mechanismSchema = z.object({ type: count, name: text, smallest: count, largest: count, uses: z.array(text) });

const usages = ['encrypt', 'decrypt', 'sign', 'verify', 'wrap', 'unwrap', 'derive'] as const;
const traits = [
  ...(['token', 'private', 'modifiable', 'sensitive', 'alwaysSensitive', 'extractable', 'neverExtractable'] as const),
  ...(['local', 'alwaysAuthenticate'] as const),
] as const;

const objectSchema = z.object({
  handle,
  class: z.enum(['data', 'certificate', 'public-key', 'private-key', 'secret-key', 'other']),
  label: text,
  id: bytes,
  /** RSA, EC, AES …; a type we have no name for by its number. */
  keyType: text.optional(),
  bits: count.optional(),
  /** A curve we know by its OID or its prime. */
  curve: text.optional(),
  /** CKA_VALUE_LEN, bytes. */
  valueBytes: count.optional(),
  /** Those that the module tells; one that is absent is not false but unknown. */
  usage: z.partialRecord(z.enum(usages), z.boolean()),
  traits: z.partialRecord(z.enum(traits), z.boolean()),
  modulus: bytes.optional(),
  exponent: bytes.optional(),
  /** CKA_EC_POINT as the module gives it: in an OCTET STRING, as it should be, or bare. */
  point: bytes.optional(),
  /** DER. */
  certificate: bytes.optional(),
  application: text.optional(),
  /** CardContact's module only. */
  algorithms: bytes.optional(),
  usesLeft: count.optional(),
});

const none = z.null();

/** Each answer's form. */
export const answers = {
  load: librarySchema,
  slots: z.array(slotSchema),
  mechanisms: z.array(mechanismSchema),
  openSession: handle,
  closeSession: none,
  login: none,
  logout: none,
  objects: z.array(objectSchema),
  generateAes: handle,
  generateRsa: z.object({ publicKey: handle, privateKey: handle }),
  generateEc: z.object({ publicKey: handle, privateKey: handle }),
  sign: bytes,
  verify: z.boolean(),
  encrypt: bytes,
  decrypt: bytes,
  random: bytes,
  destroy: none,
  finish: none,
} as const;

export type CallName = keyof typeof answers;
export type Answer<Name extends CallName> = z.infer<(typeof answers)[Name]>;
export type LibraryDetails = z.infer<typeof librarySchema>;
export type ModuleSlot = z.infer<typeof slotSchema>;
export type ModuleToken = z.infer<typeof tokenSchema>;
export type ModuleMechanism = z.infer<typeof mechanismSchema>;
export type ModuleObject = z.infer<typeof objectSchema>;
export type Usage = (typeof usages)[number];
export type Trait = (typeof traits)[number];

export interface ObjectFilter {
  readonly class?: 'data' | 'certificate' | 'public-key' | 'private-key' | 'secret-key';
  readonly id?: Uint8Array;
  readonly label?: string;
}

export interface NewKey {
  readonly label: string;
  readonly id: Uint8Array;
  readonly usage: readonly ('encrypt' | 'sign' | 'derive')[];
  /** CardContact's module only; another one refuses the template. */
  readonly cardContact?: { readonly algorithms?: Uint8Array; readonly uses?: number };
}

interface InSession {
  readonly session: number;
}
interface WithKey extends InSession {
  readonly key: number;
  readonly mechanism: MechanismChoice;
  readonly data: Uint8Array;
}

export interface Requests {
  readonly load: { readonly path: string };
  readonly slots: Record<string, never>;
  readonly mechanisms: { readonly slot: number };
  readonly openSession: { readonly slot: number; readonly readWrite: boolean };
  readonly closeSession: InSession;
  /** Without `pin` the reader's PIN pad asks for it. */
  readonly login: InSession & { readonly user: 'user' | 'so'; readonly pin?: Uint8Array };
  readonly logout: InSession;
  readonly objects: InSession & { readonly filter: ObjectFilter };
  readonly generateAes: InSession & NewKey & { readonly bits: number };
  readonly generateRsa: InSession & NewKey & { readonly bits: number };
  readonly generateEc: InSession & NewKey & { readonly curve: CurveName };
  readonly sign: WithKey;
  readonly verify: WithKey & { readonly signature: Uint8Array };
  readonly encrypt: WithKey;
  readonly decrypt: WithKey;
  readonly random: InSession & { readonly length: number };
  readonly destroy: InSession & { readonly object: number };
  readonly finish: Record<string, never>;
}

export type Request = { [Name in CallName]: { readonly id: number; readonly call: Name; readonly given: Requests[Name] } }[CallName];

export const replySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), id: count, answer: z.unknown() }),
  z.object({ kind: z.literal('refused'), id: count, code: z.number().int().min(0).max(0xffffffff), function: text }),
  z.object({ kind: z.literal('not-a-module'), id: count }),
  z.object({ kind: z.literal('failed'), id: count, reason: text }),
]);
export type Reply = z.infer<typeof replySchema>;

/** What a call is called where a person reads of its failure. */
export const callWords = {
  load: 'loading the module',
  slots: 'listing the slots',
  mechanisms: 'listing the mechanisms',
  openSession: 'opening a session',
  closeSession: 'closing a session',
  login: 'login',
  logout: 'logout',
  objects: 'listing the objects',
  generateAes: 'generating an AES key',
  generateRsa: 'generating an RSA key',
  generateEc: 'generating an EC key',
  sign: 'signing',
  verify: 'verifying a signature',
  encrypt: 'encrypting',
  decrypt: 'decrypting',
  random: 'making random bytes',
  destroy: 'deleting an object',
  finish: 'closing the module',
} as const satisfies Record<CallName, string>;
