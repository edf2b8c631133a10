import { t } from '../../shared/language/text.ts';
import type { DeviceSnapshot, KeyDomainState } from '../../shared/models/snapshot.ts';
import { createShare } from '../actions/create-share.ts';
import { generateAesKey } from '../actions/generate-aes-key.ts';
import { importKey } from '../actions/import-key.ts';
import { importShare } from '../actions/import-share.ts';
import { setUpDomain } from '../actions/key-domain.ts';
import { testDevice } from '../actions/test-device.ts';
import { missingShares } from './dkek-place.ts';
import { type NextStep, step } from './step.ts';

/** What to do at a key domain of a device that is logged in. */
export function forDomain({ number, dkek }: KeyDomainState, { keys }: DeviceSnapshot): NextStep {
  switch (dkek.kind) {
    case 'none':
      return step(
        'next',
        t('Key domain {domain} is not set up.', { domain: number }),
        t('Decide how many DKEK shares make its DKEK. Until then no key can be made in it.'),
        setUpDomain,
      );
    case 'incomplete': {
      const first = dkek.imported === 0;
      const advice = first
        ? t(
            'The custodians of this key domain bring their share files and passwords, one after another. If there are none yet, create them first.',
          )
        : t('The next custodian of this key domain brings their share file and password.');
      return step(
        'next',
        t('Key domain {domain}: {missing} of {all, plural, one {# share} other {# shares}} missing.', {
          domain: number,
          ...missingShares(dkek),
        }),
        advice,
        importShare,
        ...(first ? [createShare] : []),
      );
    }
    case 'complete': {
      const held = keys.filter(({ keyDomain }) => keyDomain === number).length;
      if (held === 0)
        return step(
          'next',
          t('Ready: the DKEK of key domain {domain} is complete.', { domain: number }),
          t('Make its first key, or import one.'),
          generateAesKey,
          importKey,
        );
      return step(
        'ready',
        t('Ready: {held, plural, one {# key} other {# keys}} in key domain {domain}.', { held, domain: number }),
        t('Export each key that must outlive this device.'),
        generateAesKey,
        importKey,
      );
    }
  }
}

/** What to do at any other node of such a device: which key domain wants something. */
export function forDomains(domains: readonly KeyDomainState[], { keys }: DeviceSnapshot): NextStep {
  for (const { number, dkek } of domains) {
    if (dkek.kind !== 'incomplete') continue;
    return step(
      'next',
      t('Key domain {domain} waits: {missing} of {all, plural, one {# share} other {# shares}} missing.', {
        domain: number,
        ...missingShares(dkek),
      }),
      t('Choose it in the tree and import its DKEK shares.'),
    );
  }
  if (domains.every(({ dkek }) => dkek.kind === 'none')) {
    return step('next', t('No key domain is set up yet.'), t('Choose one in the tree and set it up. Each can belong to other custodians.'));
  }
  if (keys.length > 0) {
    return step(
      'ready',
      t('Ready: logged in, {count, plural, one {# key} other {# keys}}.', { count: keys.length }),
      t('Export each key that must outlive this device, and test the device before it leaves the room.'),
      testDevice,
    );
  }
  return step('next', t('Ready: you are logged in.'), t('Choose the key domain in the tree and make its first key, or import one.'));
}
