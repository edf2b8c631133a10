import { refuse } from '../../../shared/failure.ts';
import { listed } from '../../../shared/language/text.ts';
import type { DeviceSnapshot, DkekState, KeyDomainState, KeySnapshot } from '../../../shared/models/snapshot.ts';
import { type Kcv, unknownKcv } from '../../../shared/numbers.ts';

/** The DKEK of a key domain; without a number the classic one, or that of number 0. Refusal no-such-domain. */
export function dkekOf({ dkek, keyDomains }: DeviceSnapshot, domain = 0): DkekState {
  if (!keyDomains && domain === 0) return dkek;
  return keyDomains?.find(({ number }) => number === domain)?.dkek ?? refuse('no-such-domain', { domain });
}

/** As `dkekOf`, for the words about a device that may have become another one: `none` where there is no such domain. */
export function dkekIfAny(state: DeviceSnapshot, domain: number): DkekState {
  return state.keyDomains || domain > 0 ? (state.keyDomains?.[domain]?.dkek ?? { kind: 'none' }) : state.dkek;
}

/** Where a key is: 0 on a classic device. Refusal domain-unknown where the card does not tell. */
export function domainOf({ keyDomains }: DeviceSnapshot, { keyDomain, label }: KeySnapshot): number {
  return keyDomains ? (keyDomain ?? refuse('domain-unknown', { label })) : 0;
}

/**
 * The key domain into which a card brings a wrapped key: that with the check value of the file. Refusal no-domain-ready where none
 * is complete, wrapped-under-other-dkek where none has it.
 */
export function domainForKcv(domains: readonly KeyDomainState[], file: Kcv): number {
  const ready = domains.flatMap(({ number, dkek }) => (dkek.kind === 'complete' ? [{ number, kcv: dkek.kcv }] : []));
  if (ready.length === 0) refuse('no-domain-ready');
  // Zeros mean that a check value is not known; with one candidate the card judges alone.
  const [only] = ready;
  const found = ready.find(({ kcv }) => file !== unknownKcv && kcv === file);
  const judgedByCard = ready.length === 1 && only && (file === unknownKcv || only.kcv === unknownKcv) ? only : undefined;
  return (found ?? judgedByCard ?? refuse('wrapped-under-other-dkek', { file, device: listed(ready.map(({ kcv }) => kcv)) })).number;
}

/** Every DKEK that a device has or waits for: one, or one for each key domain. */
export function dkeksOf({ dkek, keyDomains }: DeviceSnapshot): readonly DkekState[] {
  return keyDomains ? keyDomains.map((domain) => domain.dkek) : [dkek];
}
