import { t } from '../language/text.ts';
import { type FailureWords, untouched, words } from './words.ts';

/** Key domains: slots of a device, each with a DKEK of its own. */
export const keyDomainFailures = {
  'domains-not-supported': (f: { firmware: string }) =>
    words(
      t('This device has no key domains (firmware {firmware}).', f),
      `${t('Key domains need firmware 3.0 or newer, and a device that was initialized with them.')} ${untouched}`,
      t('Choose DKEK shares instead, or use a newer device.'),
    ),
  'no-such-domain': (f: { domain: number }) =>
    words(
      t('This device has no key domain {domain}.', f),
      `${t('How many key domains there are was decided when it was initialized; they are numbered from 0.')} ${untouched}`,
      t('Look at the tree; it shows the key domains that are there.'),
    ),
  'domain-not-set-up': (f: { domain: number }) =>
    words(
      t('Key domain {domain} is not set up.', f),
      `${t('It has no DKEK and waits for no shares.')} ${untouched}`,
      t('Choose Set Up Key Domain…, then import its DKEK shares.'),
    ),
  'domain-set-up-already': (f: { domain: number }) =>
    words(
      t('Key domain {domain} is set up already.', f),
      untouched,
      t('Import its DKEK shares, or delete the key domain first if it is to have another number of shares.'),
    ),
  'domain-in-use': (f: { domain: number }) =>
    words(
      t('Key domain {domain} is in use: the device does not delete it.', f),
      `${t('A key domain is deleted only when no key is in it.')} ${untouched}`,
      t('Export and delete its keys first. Remove DKEK… takes the DKEK away and leaves the keys.'),
    ),
  'no-domain-ready': () =>
    words(
      t('No key domain of this device has a complete DKEK.'),
      `${t('A wrapped key goes into the key domain whose DKEK it is encrypted under.')} ${untouched}`,
      t('Set up a key domain and import its DKEK shares first.'),
    ),
  'domain-unknown': (f: { label: string }) =>
    words(
      t('The device does not tell in which key domain the key "{label}" is.', f),
      `${t('So nobody can say under which DKEK it would leave the device.')} ${untouched}`,
      t('Read the device again. If it still does not tell, use newer firmware.'),
    ),
} as const satisfies Record<string, (facts: never) => FailureWords>;
