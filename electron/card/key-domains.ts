import { refuse } from '../../shared/failure.ts';
import { t } from '../../shared/language/text.ts';
import type { DkekState, KeyDomainState } from '../../shared/models/snapshot.ts';
import { dkekIfTold, KEY_DOMAIN, parseDkekStatus, readDkek } from './dkek.ts';
import { refusal } from './refusals.ts';
import type { CardSession } from './session.ts';

// functions of MANAGE KEY DOMAIN, P1 (protocol reference 10.1)
const TELL = 0x00;
const SET_UP = 0x01;
const DELETE_DOMAIN = 0x03;
const DELETE_KEK = 0x04;

// values
/** No device has more (protocol reference 10.1). */
export const MOST_DOMAINS = 16;
const FIRST_FIRMWARE = 3;
const MOST_SHARES = 255;
const OK = 0x9000;
/** A slot that is empty; pico-hsm also answers a deletion that succeeded with it. */
const NOT_SET_UP = 0x6a88;

export interface Dkeks {
  readonly dkek: DkekState;
  readonly keyDomains?: readonly KeyDomainState[];
}

/** Whether this firmware knows key domains at all: 3.0 and later (protocol reference 2). */
export function knowsKeyDomains({ firmware }: CardSession): boolean {
  return firmware.major >= FIRST_FIRMWARE;
}

/** The DKEK and, where they are looked for and there are any, all key domains; so many are known. A fresh device has none. */
export async function readDkeks(session: CardSession, looksForDomains: boolean, known = 0): Promise<Dkeks> {
  const dkek = await readDkek(session);
  const keyDomains = looksForDomains ? await readKeyDomains(session, dkek, known) : undefined;
  return { dkek, ...(keyDomains ? { keyDomains } : {}) };
}

/**
 * All key domains of a device, given the state of number 0; undefined for a classic device, which costs one command. A device that
 * was initialized with a single key domain cannot be told from a classic one. Of so many `known` ones none can be the end. Throws
 * Refusal device-answer-malformed, and what the card says of a known one that it does not tell.
 */
export async function readKeyDomains(session: CardSession, first: DkekState, known = 0): Promise<readonly KeyDomainState[] | undefined> {
  if (!knowsKeyDomains(session)) return undefined;
  const domains: KeyDomainState[] = [{ number: 0, dkek: first }];
  for (let number = 1; number < MOST_DOMAINS; number++) {
    const dkek = await readSlot(session, number, number < known);
    if (!dkek) break;
    domains.push({ number, dkek });
  }
  return domains.length > 1 ? domains : undefined;
}

/** Makes a key domain that waits for `shares` (1..255) DKEK shares; needs the login. Throws Refusal domain-…, pin-not-verified. */
export async function setUpKeyDomain(session: CardSession, domain: number, shares: number): Promise<void> {
  if (!Number.isInteger(shares) || shares < 1 || shares > MOST_SHARES) throw new RangeError(`DKEK shares: expected 1..255, got ${shares}`);
  const command = { p1: SET_UP, p2: checkDomain(domain), data: Uint8Array.of(shares), le: 256 };
  await change(session, command, t('set up a key domain'));
}

/** Deletes a key domain with its DKEK; no key may be in it. Needs the login. Throws Refusal domain-in-use, domain-not-set-up, pin-not-verified. */
export async function deleteKeyDomain(session: CardSession, domain: number): Promise<void> {
  await change(session, { p1: DELETE_DOMAIN, p2: checkDomain(domain), le: 256 }, t('delete a key domain'), [OK, NOT_SET_UP]);
}

/** Deletes the DKEK alone: the key domain waits for its shares again, its keys stay. Needs the login. Throws as `deleteKeyDomain`. */
export async function removeDkek(session: CardSession, domain: number): Promise<void> {
  await change(session, { p1: DELETE_KEK, p2: checkDomain(domain), le: 256 }, t('remove the DKEK of a key domain'));
}

/** undefined beyond the last domain, whatever words a card has for that; `none` for one that is not set up. */
async function readSlot(session: CardSession, number: number, known: boolean): Promise<DkekState | undefined> {
  const during = t('read the key domains');
  const { data, sw } = await session.channel({ cla: 0x80, ins: KEY_DOMAIN, p1: TELL, p2: number, le: 256 });
  if (sw === NOT_SET_UP) return { kind: 'none' };
  if (sw !== OK && known) throw refusal(sw, { purpose: 'ask', during });
  return sw === OK ? parseDkekStatus(data, during) : undefined;
}

async function change(
  session: CardSession,
  command: { readonly p1: number; readonly p2: number; readonly data?: Uint8Array; readonly le: number },
  during: string,
  done: readonly number[] = [OK],
): Promise<void> {
  const { sw } = await session.channel({ cla: 0x80, ins: KEY_DOMAIN, ...command });
  if (done.includes(sw)) return;
  const { p1, p2: domain } = command;
  throw refusal(sw, { purpose: 'change-domain', during, domain, isSetUp: p1 === SET_UP, dkek: await dkekIfTold(session, domain) });
}

function checkDomain(domain: number): number {
  if (!Number.isInteger(domain) || domain < 0 || domain >= MOST_DOMAINS) refuse('no-such-domain', { domain });
  return domain;
}
