import type { PinState, PkaSnapshot } from '../../../shared/models/snapshot.ts';
import { readPin } from '../../card/pins.ts';
import { PIN_AND_KEYS, readPka, readPkaKeys } from '../../card/public-key-authentication.ts';
import type { CardSession } from '../../card/session.ts';

/** Public key authentication as the device tells it: one command, and one for each registered key; undefined on a device without. */
export async function readPkaSnapshot(session: CardSession, known = false): Promise<PkaSnapshot | undefined> {
  const status = await readPka(session, known);
  if (!status) return undefined;
  const keys = status.registered === 0 ? [] : await readPkaKeys(session, status.total);
  const withPin = (session.options & PIN_AND_KEYS) !== 0;
  return { ...status, withPin, ...(keys && { keys }) };
}

/** The user PIN, where public keys may come first or stand in its place. */
export async function readUserPin(session: CardSession, pka: PkaSnapshot | undefined): Promise<PinState> {
  const told = await readPin(session, 'user', pka !== undefined);
  if (!pka || told.kind === 'not-set') return told;
  // Some firmware tells tries and takes the PIN before the keys; nobody is let in all the same.
  if (pka.authenticated < pka.required) return { kind: 'keys-first' };
  return pka.withPin ? told : { kind: 'verified' };
}
