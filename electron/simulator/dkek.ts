import { concat, xor } from '../../shared/bytes.ts';
import { DKEK_LENGTH, dkekKcv } from '../crypto/dkek.ts';
import type { CardCommand } from './parse-command.ts';
import type { KeyDomain, PoweredCard } from './state.ts';
import { type Answer, answer, demand, Refused, sw } from './status.ts';

/** Zeros as long as shares are missing: nothing can be said about the DKEK yet. */
const unknownKcv = new Uint8Array(8);

/**
 * `80 52 00 <key domain> [share of 32 bytes]`: number of shares, shares missing, KCV (8 bytes), after the import if a share
 * came along. Needs no PIN, as OpenSC expects. A complete DKEK takes no more shares: 6985 (protocol reference 1.5, 3.1).
 */
export function manageDkek(card: PoweredCard, { p1, p2, data }: CardCommand): Answer {
  // creating and deleting key domains (P1 01..04) belongs to devices initialized with key domains
  demand(p1 === 0, sw.badParameters);
  const domain = keyDomain(card, p2);
  if (data.length > 0) importShare(domain, data);
  const kcv = domain.sharesMissing === 0 ? dkekKcv(domain.dkek) : unknownKcv;
  return answer(concat(Uint8Array.of(domain.shares, domain.sharesMissing), kcv));
}

function importShare(domain: KeyDomain, share: Uint8Array): void {
  demand(share.length === DKEK_LENGTH, sw.wrongLength);
  demand(domain.sharesMissing > 0, sw.conditionsNotSatisfied);
  domain.dkek = xor(domain.dkek, share);
  domain.sharesMissing--;
}

/** Refuses with 6D00 where no DKEK is configured at all, with 6A86 for a number beyond the key domains. */
export function keyDomain(card: PoweredCard, number: number): KeyDomain {
  const domains = card.state.setup?.keyDomains;
  if (domains === undefined || domains.size === 0) throw new Refused(sw.insNotSupported);
  const domain = domains.get(number);
  demand(domain !== undefined, sw.badParameters);
  return domain;
}

/** The DKEK, 32 bytes; 6985 while shares are missing. */
export function completeDkek(card: PoweredCard, number: number): Uint8Array {
  const domain = keyDomain(card, number);
  demand(domain.sharesMissing === 0, sw.conditionsNotSatisfied);
  return domain.dkek;
}

/** Keys cannot be made for a key domain whose DKEK is not complete: 6985. Without any DKEK they can, but never leave the device. */
export function demandKeysCanBeMade(card: PoweredCard, number: number): void {
  const domains = card.state.setup?.keyDomains;
  if (domains === undefined || domains.size === 0) demand(number === 0, sw.notFound);
  else completeDkek(card, number);
}
