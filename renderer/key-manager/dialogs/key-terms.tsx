import { useState } from 'react';
import { MOST_USES } from '../../../shared/algorithms.ts';
import { t } from '../../../shared/language/text.ts';
import type { DeviceSnapshot } from '../../../shared/models/snapshot.ts';
import { CheckBox } from '../../controls/Choice.tsx';
import { NumberField, numberWithin, SelectField } from '../../controls/Field.tsx';
import { Words } from '../../controls/Words.tsx';
import { notReady, placeIn } from '../dkek-place.ts';
import { domainText } from '../node-text.ts';

/** What may be set for any new key: how often it may be used and, on a device with key domains, where it goes. */
export interface KeyTerms {
  readonly domainText: string;
  readonly isLimited: boolean;
  readonly usesText: string;
}

export interface KeyTermsEntry {
  readonly terms: KeyTerms;
  change(part: Partial<KeyTerms>): void;
  /** Why no key can be made with them yet. */
  readonly hindrance: string | undefined;
  /** For the request. */
  readonly wanted: { readonly useCounter?: number; readonly keyDomain?: number };
}

export function useKeyTerms(device: DeviceSnapshot | undefined, keyDomain: number | undefined): KeyTermsEntry {
  const [terms, setTerms] = useState<KeyTerms>({ domainText: String(keyDomain ?? 0), isLimited: false, usesText: '1000' });
  const uses = numberWithin(terms.usesText, 1, MOST_USES);
  const domain = device?.keyDomains ? Number(terms.domainText) : undefined;
  const unready = device && domain !== undefined ? notReady(placeIn(device, domain)) : undefined;
  return {
    terms,
    change: (part) => setTerms((before) => ({ ...before, ...part })),
    hindrance:
      unready ??
      (terms.isLimited && uses === undefined ? t('Enter how often the key may be used: 1 to {most}.', { most: MOST_USES }) : undefined),
    wanted: {
      ...(terms.isLimited && uses !== undefined ? { useCounter: uses } : {}),
      ...(domain === undefined ? {} : { keyDomain: domain }),
    },
  };
}

interface KeyTermsProps {
  readonly entry: KeyTermsEntry;
  readonly device: DeviceSnapshot;
}

/** The key domain stands with what the key is; the limit, rarely wanted, comes last. */
export function DomainField({ entry: { terms, change }, device: { keyDomains } }: KeyTermsProps) {
  if (!keyDomains) return null;
  return (
    <SelectField
      label={t('Key domain')}
      value={terms.domainText}
      options={keyDomains.map(({ number, dkek }) => ({
        value: String(number),
        name: t('{name}: {state}', { name: number, state: domainText(dkek) }),
      }))}
      onChange={(text) => change({ domainText: text })}
      hint={t('The key leaves the device only under the DKEK of its key domain. It can never move to another one here.')}
    />
  );
}

/** `mayLeave`: copies of the key can be exported. */
export function UseLimit({ entry: { terms, change }, mayLeave }: Pick<KeyTermsProps, 'entry'> & { readonly mayLeave: boolean }) {
  return (
    <>
      <CheckBox
        name={t('Limit how often this key may be used')}
        meaning={t(
          'The device counts down with every signature, encryption or decryption, tests included. At zero the key is dead for good: the count can never be raised.',
        )}
        isChecked={terms.isLimited}
        onChange={(isLimited) => change({ isLimited })}
      />
      {terms.isLimited && (
        <>
          <NumberField
            label={t('Number of uses')}
            value={terms.usesText}
            minimum={1}
            maximum={MOST_USES}
            onChange={(usesText) => change({ usesText })}
            hint={t('The new key is read back but not tried, because that would take a use.')}
          />
          {mayLeave && (
            <Words kind="warning">
              {t(
                'The limit holds on this device only: a wrapped copy carries no counter, so wherever it is imported it can be used without end.',
              )}
            </Words>
          )}
        </>
      )}
    </>
  );
}
