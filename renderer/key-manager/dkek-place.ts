import { t } from '../../shared/language/text.ts';
import type { DeviceSnapshot, DkekState } from '../../shared/models/snapshot.ts';
import type { TreeNode } from './tree-nodes.ts';

/** Where a DKEK is: the device's own, or that of one of its key domains. */
export interface DkekPlace {
  readonly dkek: DkekState;
  /** undefined on a classic device. */
  readonly domain?: number;
}

/** The DKEK that an action at this node is about. At a device with key domains as a whole: the first that is complete. */
export function dkekPlace(node: Exclude<TreeNode, { kind: 'reader' }>): DkekPlace {
  if (node.kind === 'domain') return placeIn(node.device, node.domain.number);
  if (node.kind === 'key') return placeOfKey(node.key, node.device);
  return placeIn(node.device);
}

/** In this key domain; without a number in the first that is complete. */
export function placeIn({ dkek, keyDomains }: DeviceSnapshot, domain?: number): DkekPlace {
  if (!keyDomains) return { dkek };
  const place =
    domain === undefined
      ? (keyDomains.find((each) => each.dkek.kind === 'complete') ?? keyDomains[0])
      : keyDomains.find(({ number }) => number === domain);
  return { dkek: place?.dkek ?? { kind: 'none' }, domain: place?.number ?? domain ?? 0 };
}

/** Of a key whose domain the device does not tell nothing can be said: as if it had no DKEK. */
export function placeOfKey({ keyDomain }: { readonly keyDomain?: number }, device: DeviceSnapshot): DkekPlace {
  return device.keyDomains && keyDomain === undefined ? { dkek: { kind: 'none' } } : placeIn(device, keyDomain);
}

/** Values of a text that says how many shares are missing. */
export function missingShares({ shares, imported }: Extract<DkekState, { kind: 'incomplete' }>): {
  readonly missing: number;
  readonly all: number;
} {
  return { missing: shares - imported, all: shares };
}

/** Why keys can be neither made nor exported there yet; undefined where they can. */
export function notReady({ dkek, domain }: DkekPlace, intent: 'make' | 'export' = 'make'): string | undefined {
  if (dkek.kind === 'incomplete') {
    const missing = { ...missingShares(dkek), intent };
    return domain === undefined
      ? t(
          '{missing} of {all, plural, one {# share} other {# shares}} missing; {intent, select, export {no key can be exported} other {no keys can be made}}.',
          missing,
        )
      : t(
          'Key domain {domain}: {missing} of {all, plural, one {# share} other {# shares}} missing; {intent, select, export {no key can be exported} other {no keys can be made}}.',
          { domain, ...missing },
        );
  }
  return dkek.kind === 'none' && domain !== undefined
    ? t('Key domain {domain} is not set up; {intent, select, export {no key can be exported} other {no keys can be made}}.', {
        domain,
        intent,
      })
    : undefined;
}
