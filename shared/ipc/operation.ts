import { z } from 'zod';
import { type KeyReference, keyReference, type ObjectFile, objectFile, type Serial, serial } from '../numbers.ts';

/** One thing the main window may ask of main. */
export interface Operation<Request, Response, Agreed extends Consent | undefined = Consent | undefined> {
  /** As its button calls it, for the words of a failure. */
  readonly words: string;
  readonly request: z.ZodType<Request>;
  /** `shows`: only feeds the window, or writes entries of its own: not recorded in the transcript. */
  readonly effect: Effect;
  /** How a person agrees; undefined where no card is changed. */
  readonly consent: Agreed;
  /** Carries the type only; there is no value. */
  readonly response: Response;
}

export type Effect = 'shows' | 'reads' | 'changes card';

/**
 * Where a person agrees to a change of a card, always in a window that the main window cannot reach:
 * `asked first`: main shows what was asked for and goes on after a yes, see electron/ceremony/questions;
 * `asked within`: the procedure asks, since only it knows what a file holds or what would be lost;
 * `secret`: the procedure asks for a PIN, a password or a share.
 */
export type Consent = 'asked first' | 'asked within' | 'secret';

/** `operation<Response>('Button')(schema, effect)`: in two calls, since the request's type follows from the schema. */
export function operation<Response>(words: string) {
  function declare<Request>(request: z.ZodType<Request>, effect: 'shows' | 'reads'): Operation<Request, Response, undefined>;
  function declare<Request, const Agreed extends Consent>(
    request: z.ZodType<Request>,
    effect: 'changes card',
    consent: Agreed,
  ): Operation<Request, Response, Agreed>;
  function declare<Request>(request: z.ZodType<Request>, effect: Effect, consent?: Consent): Operation<Request, Response> {
    return { words, request, effect, consent, response: undefined as Response };
  }
  return declare;
}

export const aSerial: z.ZodType<Serial> = z
  .string()
  .regex(/^[\x21-\x7e]{3,15}$/)
  .transform(serial);
export const aReference: z.ZodType<KeyReference> = z.number().int().min(1).max(255).transform(keyReference);
export const anObjectFile: z.ZodType<ObjectFile> = z
  .number()
  .int()
  .refine((file) => [0xc8, 0xc9, 0xca, 0xcd, 0xcf].includes(file >> 8))
  .transform(objectFile);
/** The card's limits are in bytes and checked where the label is written; this only bounds the message. */
export const aLabel = z.string().max(256);
export const aKcv = z.string().regex(/^[0-9A-Fa-f]{16}$/);
/** What the operator typed to enable a destructive button: the last four characters of the serial. */
export const aConfirmation = z.string().length(4);
/** Number of a key domain, from 0. */
export const aKeyDomain = z.number().int().min(0).max(15);
export const aReader = z.string().min(1).max(256);

export const aName = z.string().trim().min(1).max(80);
export const anId = z.string().regex(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
/** `threshold` parts out of as many as there are custodians, one each. */
export const aSplit = z.strictObject({ threshold: z.number().int().min(1).max(9), custodians: z.array(z.string().max(40)).min(2).max(9) });

/** How the password of a share file comes in: as a whole, from a quorum of our own shares, or from those of sc-hsm-tool. */
export const shareWay = {
  by: z.enum(['password', 'quorum', 'stock-quorum']).optional(),
  /** How many shares are needed, as the person says. Only looked at where neither the register nor a scanned share tells. */
  needed: z.number().int().min(2).max(255).optional(),
};
export const aShareWay = z.strictObject(shareWay);

export const nothing = z.strictObject({});
export const onDevice = z.strictObject({ serial: aSerial });
export const onKey = z.strictObject({ serial: aSerial, reference: aReference });
export const onReader = z.strictObject({ reader: aReader });
export const onObject = z.strictObject({ serial: aSerial, file: anObjectFile });
