import { capabilityName } from '../algorithms.ts';
import type { PlannedDevice, PlannedKey, PlanParameters } from '../models/plan.ts';

/** How a plan's parts are called, on the screen and on paper alike. */
export function keyWords(key: PlannedKey): string {
  switch (key.type) {
    case 'AES':
      return `AES-${key.size}, ${key.capabilities.map(capabilityName).join(', ') || 'no capabilities'}`;
    case 'RSA':
      return `RSA-${key.size}`;
    case 'EC':
      return `EC ${key.curve}`;
  }
}

export function dkekWords({ dkek, split }: PlanParameters): string {
  switch (dkek.scheme) {
    case 'none':
      return 'No DKEK: keys never leave the device';
    case 'random':
      return 'Random DKEK, no backup';
    case 'shares': {
      const shares = dkek.shares === 1 ? '1 share' : `${dkek.shares} shares, all of them needed`;
      return split ? `${shares}; the password of each split, any ${split.threshold} of ${split.total}` : `${shares}; one password each`;
    }
  }
}

export const pinWords = ({ pin }: PlanParameters): string =>
  `${pin.retries} tries of the User PIN; ${pin.resetWithSoPin ? 'the SO-PIN can set a new one' : 'no reset with the SO-PIN'}`;

export const purposeWords: Readonly<Record<PlannedDevice['purpose'], string>> = {
  source: 'source: keys are made here',
  target: 'target: gets copies',
  spare: 'spare',
};
