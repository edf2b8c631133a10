import { concat, equal, xor } from '../../shared/bytes.ts';
import { DKEK_LENGTH, dkekKcv } from '../crypto/dkek.ts';
import type { CardCommand } from './parse-command.ts';
import type { KeyDomain, PoweredCard } from './state.ts';
import { type Answer, answer, demand, Refused, sw } from './status.ts';

/** Zeros as long as shares are missing: nothing can be said about the DKEK yet. */
const unknownKcv = new Uint8Array(8);

/** Numbers of key domains a device may have are below this; others are 6B00 (protocol reference 10.1). */
export const mostDomains = 16;

// functions, P1
const shareOrStatus = 0x00;
const setUp = 0x01;
const deleteDomain = 0x03;
const deleteKek = 0x04;

/**
 * `80 52 <function> <key domain> [data]`: number of shares, shares missing, KCV (8 bytes), as they are afterwards (protocol
 * reference 1.5, 10.1). 00 tells it, or imports a share of 32 bytes, without PIN as OpenSC expects; a complete DKEK takes no more:
 * 6985. The others belong to devices with key domains and need the login (6985): 01 sets one up for as many shares as the one byte
 * says, 03 deletes it unless keys are in it (6A89), 04 deletes its DKEK alone, which then waits for its shares again.
 */
export function manageDkek(card: PoweredCard, { p1, p2, data }: CardCommand): Answer {
  if (p1 === shareOrStatus) {
    const domain = keyDomain(card, p2);
    if (data.length > 0) importShare(domain, data);
    return answer(statusOf(domain));
  }
  const { state, session } = card;
  // XKEK domains (02) are not simulated, as the reference advises
  demand(p1 === setUp || p1 === deleteDomain || p1 === deleteKek, sw.badParameters);
  demand(state.setup?.domainCount !== undefined, sw.insNotSupported);
  demand(session.userVerified, sw.conditionsNotSatisfied);
  const { keyDomains } = state.setup;
  if (p1 === setUp) {
    demandNumber(card, p2);
    demand(data.length === 1, sw.wrongLength);
    const [shares = 0] = data;
    demand(shares > 0, sw.badData);
    demand(!keyDomains.has(p2), sw.alreadyExists);
    keyDomains.set(p2, waiting(shares));
    return answer(statusOf(waiting(shares)));
  }
  demand(data.length === 0, sw.wrongLength);
  const domain = keyDomain(card, p2);
  if (p1 === deleteKek) {
    keyDomains.set(p2, waiting(domain.shares));
    return answer(statusOf(waiting(domain.shares)));
  }
  demand(![...state.keys.values()].some((key) => key.keyDomain === p2), sw.alreadyExists);
  keyDomains.delete(p2);
  return answer(new Uint8Array(10));
}

function statusOf({ shares, sharesMissing, dkek }: KeyDomain): Uint8Array {
  return concat(Uint8Array.of(shares, sharesMissing), sharesMissing === 0 ? dkekKcv(dkek) : unknownKcv);
}

function waiting(shares: number): KeyDomain {
  return { shares, sharesMissing: shares, dkek: new Uint8Array(DKEK_LENGTH) };
}

function importShare(domain: KeyDomain, share: Uint8Array): void {
  demand(share.length === DKEK_LENGTH, sw.wrongLength);
  demand(domain.sharesMissing > 0, sw.conditionsNotSatisfied);
  domain.dkek = xor(domain.dkek, share);
  domain.sharesMissing--;
}

/** 6B00 for a number that no device has, 6A86 for one that this device has not. */
function demandNumber(card: PoweredCard, number: number): void {
  demand(number < mostDomains, sw.badOffset);
  demand(number < (card.state.setup?.domainCount ?? 1), sw.badParameters);
}

/** Refuses with 6D00 where no DKEK is configured at all, with 6A88 for a key domain that is not set up. */
export function keyDomain(card: PoweredCard, number: number): KeyDomain {
  const { setup } = card.state;
  if (setup === undefined || (setup.domainCount === undefined && setup.keyDomains.size === 0)) throw new Refused(sw.insNotSupported);
  demandNumber(card, number);
  const domain = setup.keyDomains.get(number);
  demand(domain !== undefined, sw.notFound);
  return domain;
}

/** The DKEK, 32 bytes; 6985 while shares are missing. */
export function completeDkek(card: PoweredCard, number: number): Uint8Array {
  const domain = keyDomain(card, number);
  demand(domain.sharesMissing === 0, sw.conditionsNotSatisfied);
  return domain.dkek;
}

/** The key domain whose DKEK has this KCV: a wrapped key finds its own. 6A80 where none has, 6985 and 6A88 where none could have. */
export function domainOfKcv(card: PoweredCard, kcv: Uint8Array): { readonly number: number; readonly dkek: Uint8Array } {
  const domains = card.state.setup?.keyDomains ?? new Map<number, KeyDomain>();
  if (domains.size === 0) keyDomain(card, 0);
  const complete = [...domains].filter(([, { sharesMissing }]) => sharesMissing === 0);
  demand(complete.length > 0, sw.conditionsNotSatisfied);
  const found = complete.find(([, { dkek }]) => equal(dkekKcv(dkek), kcv));
  demand(found !== undefined, sw.badData);
  return { number: found[0], dkek: found[1].dkek };
}

/** Keys cannot be made for a key domain whose DKEK is not complete: 6985. Without any DKEK they can, but never leave the device. */
export function demandKeysCanBeMade(card: PoweredCard, number: number): void {
  const { setup } = card.state;
  if (setup === undefined || (setup.domainCount === undefined && setup.keyDomains.size === 0)) demand(number === 0, sw.notFound);
  else completeDkek(card, number);
}
