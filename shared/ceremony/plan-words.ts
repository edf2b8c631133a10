import { capabilityName } from '../algorithms.ts';
import { t } from '../language/text.ts';
import type { PlannedDevice, PlannedKey, PlanParameters, Role } from '../models/plan.ts';

/** How a plan's parts are called, on the screen and on paper alike. */
export function keyWords(key: PlannedKey): string {
  switch (key.type) {
    case 'AES':
      return `AES-${key.size}, ${key.capabilities.map(capabilityName).join(', ') || t('no capabilities')}`;
    case 'RSA':
      return `RSA-${key.size}`;
    case 'EC':
      return `EC ${key.curve}`;
  }
}

export function dkekWords({ dkek, split }: PlanParameters): string {
  switch (dkek.scheme) {
    case 'none':
      return t('No DKEK: keys never leave the device');
    case 'random':
      return t('Random DKEK, no backup');
    case 'shares': {
      return split
        ? t(
            '{shares, plural, one {# share} other {# shares, all of them needed}}; the password of each split, any {threshold} of {total}',
            { shares: dkek.shares, ...split },
          )
        : t('{shares, plural, one {# share} other {# shares, all of them needed}}; one password each', dkek);
    }
  }
}

export const pinWords = ({ pin }: PlanParameters): string =>
  pin.resetWithSoPin
    ? t('{retries} tries of the User PIN; the SO-PIN can set a new one', { retries: pin.retries })
    : t('{retries} tries of the User PIN; no reset with the SO-PIN', { retries: pin.retries });

export const roleWords: Readonly<Record<Role, string>> = {
  operator: t('operator'),
  'internal witness': t('internal witness'),
  'external witness': t('external witness'),
  custodian: t('custodian'),
  'security officer': t('security officer'),
};

export const purposeWords: Readonly<Record<PlannedDevice['purpose'], string>> = {
  source: t('source: keys are made here'),
  target: t('target: gets copies'),
  spare: t('spare'),
};
