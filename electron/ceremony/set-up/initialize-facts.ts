import type { FormFact } from '../../../shared/models/secret-form.ts';
import type { DeviceSnapshot } from '../../../shared/models/snapshot.ts';
import type { InitializeRequest } from './initialize.ts';

/** What an initialization makes of a device and what it takes from it, for the form that asks for its PINs. */
export function initializeFacts({ keys }: DeviceSnapshot, request: InitializeRequest): readonly FormFact[] {
  const { label, retries, resetWithSoPin, transportPin, publicKeys } = request;
  return [
    { term: 'New label', value: label },
    ...(keys.length > 0 ? [{ term: 'It loses', value: keys.map((key) => key.label || `key ${key.id}`) }] : []),
    { term: 'Keys under', value: schemeWords(request) },
    ...(publicKeys ? [{ term: 'Opened by', value: openedBy(publicKeys) }] : []),
    ...(publicKeys && !publicKeys.withPin
      ? []
      : [
          { term: transportPin ? 'Transport PIN' : 'User PIN', value: `blocked after ${retries} wrong ${retries === 1 ? 'try' : 'tries'}` },
          { term: 'SO-PIN', value: resetWithSoPin ? 'can set a new User PIN' : 'cannot set a new User PIN' },
        ]),
  ];
}

function schemeWords({ scheme, shares, domains = 2 }: InitializeRequest): string {
  switch (scheme) {
    case 'shares':
      return `a DKEK of ${shares} ${shares === 1 ? 'share' : 'shares'}`;
    case 'domains':
      return `${domains} key domains`;
    case 'random':
      return 'a random DKEK: no backup';
    case 'none':
      return 'no DKEK: no backup';
  }
}

function openedBy({ total, required, withPin }: NonNullable<InitializeRequest['publicKeys']>): string {
  return `${required} of ${total} public keys${withPin ? ', then the User PIN' : ''}`;
}
