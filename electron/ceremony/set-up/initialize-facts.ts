import { t } from '../../../shared/language/text.ts';
import type { FormFact } from '../../../shared/models/secret-form.ts';
import type { DeviceSnapshot } from '../../../shared/models/snapshot.ts';
import type { InitializeRequest } from './initialize.ts';

/** What an initialization makes of a device and what it takes from it, for the form that asks for its PINs. */
export function initializeFacts({ keys }: DeviceSnapshot, request: InitializeRequest): readonly FormFact[] {
  const { label, retries, resetWithSoPin, transportPin, publicKeys } = request;
  return [
    { term: t('New label'), value: label },
    ...(keys.length > 0 ? [{ term: t('It loses'), value: keys.map((key) => key.label || t('key {id}', { id: key.id })) }] : []),
    { term: t('Keys under'), value: schemeWords(request) },
    ...(publicKeys ? [{ term: t('Opened by'), value: openedBy(publicKeys) }] : []),
    ...(publicKeys && !publicKeys.withPin
      ? []
      : [
          {
            term: transportPin ? t('Transport PIN') : t('User PIN'),
            value: t('blocked after {retries, plural, one {# wrong try} other {# wrong tries}}', { retries }),
          },
          { term: t('SO-PIN'), value: resetWithSoPin ? t('can set a new User PIN') : t('cannot set a new User PIN') },
        ]),
  ];
}

function schemeWords({ scheme, shares, domains = 2 }: InitializeRequest): string {
  switch (scheme) {
    case 'shares':
      return t('a DKEK of {shares, plural, one {# share} other {# shares}}', { shares });
    case 'domains':
      return t('{domains} key domains', { domains });
    case 'random':
      return t('a random DKEK: no backup');
    case 'none':
      return t('no DKEK: no backup');
  }
}

function openedBy({ total, required, withPin }: NonNullable<InitializeRequest['publicKeys']>): string {
  return withPin
    ? t('{required} of {total} public keys, then the User PIN', { required, total })
    : t('{required} of {total} public keys', { required, total });
}
