import { useState } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { DeviceSnapshot } from '../../../shared/models/snapshot.ts';
import { Fact, Facts } from '../../controls/Facts.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import type { Phase } from '../../dialogs/dialog-place.ts';
import { deviceName, dkekText, domainText, keyTypeText } from '../node-text.ts';
import { ConfirmSerial, confirmationHindrance } from './ConfirmSerial.tsx';
import { type Options, schemes } from './InitializeDevice.tsx';

interface InitializeQuestionProps {
  readonly device: DeviceSnapshot;
  readonly options: Options;
  readonly phase: Phase<void>;
  onBack(): void;
  onConfirm(confirmation: string): void;
}

export function InitializeQuestion({ device, options, phase, onBack, onConfirm }: InitializeQuestionProps) {
  const [typed, setTyped] = useState('');
  const hasPin = options.publicKeys?.withPin ?? true;
  return (
    <DialogFrame title={t('Initialize Device')} about={deviceName(device)} isAlert isBusy={phase.kind === 'busy'}>
      <DialogBody>
        <Losses device={device} />
        <h3>{t('What it becomes')}</h3>
        <Facts>
          <Fact term={t('Label')}>{options.label}</Fact>
          <Fact term={t('DKEK scheme')}>{schemeText(options)}</Fact>
          <Fact term={t('Opened by')}>{openingWords(options)}</Fact>
          <Fact term={t('User PIN retries')}>{hasPin ? options.retries : undefined}</Fact>
          <Fact term={t('PIN reset with SO-PIN')}>{hasPin ? (options.resetWithSoPin ? t('allowed') : t('not allowed')) : undefined}</Fact>
          <Fact term={t('User PIN')}>{options.transportPin ? t('a transport PIN: to be changed before the first use') : undefined}</Fact>
        </Facts>
        {options.publicKeys && (
          <p>
            {t(
              'Nobody can use the device until all {total} keys are registered and {required} of them have authenticated. If more than {spare} are ever lost, it can only be initialized again.',
              {
                total: options.publicKeys.total,
                required: options.publicKeys.required,
                spare: options.publicKeys.total - options.publicKeys.required,
              },
            )}
          </p>
        )}
        <p>{hasPin ? t('A window then asks for the SO-PIN and the new User PIN.') : t('A window then asks for the SO-PIN.')}</p>
      </DialogBody>
      <DialogFoot
        phase={phase}
        submit={t('Initialize Device')}
        isDanger
        hindrance={confirmationHindrance(device.serial, typed)}
        onBack={onBack}
        onSubmit={() => onConfirm(typed)}
      >
        <ConfirmSerial serial={device.serial} value={typed} onChange={setTyped} />
      </DialogFoot>
    </DialogFrame>
  );
}

function openingWords({ publicKeys }: Options): string {
  if (!publicKeys) return t('the User PIN');
  const { required, total, withPin } = publicKeys;
  return withPin
    ? t('{required} of {total, plural, one {# public key} other {# public keys}}, then the User PIN', { required, total })
    : t('{required} of {total, plural, one {# public key} other {# public keys}}, without a User PIN', { required, total });
}

function schemeText({ scheme, shares, domains }: Options): string | undefined {
  const name = schemes.find(({ value }) => value === scheme)?.name ?? scheme;
  if (scheme === 'shares') return t('{name}: {state}', { name, state: shares });
  return scheme === 'domains' ? t('{name}: {state}', { name, state: domains ?? 2 }) : name;
}

function Losses({ device }: { readonly device: DeviceSnapshot }) {
  if (!device.initialized) {
    return <Words kind="info">{t('This device is new. Nothing is lost: it holds no keys and no DKEK.')}</Words>;
  }
  return (
    <Words kind="danger">
      <p className="words-what">{t('Everything on this device is erased for good:')}</p>
      <ul className="losses">
        {device.keys.length === 0 && <li>{t('no keys: it holds none')}</li>}
        {device.keys.length > 0 && (
          <li>
            {t('{count, plural, one {# key:} other {# keys:}}', { count: device.keys.length })}
            <ul>
              {device.keys.map((key) => (
                <li key={key.reference}>
                  {key.label || t('(no label)')} ({keyTypeText(key.type)})
                </li>
              ))}
            </ul>
          </li>
        )}
        {!device.keyDomains && device.dkek.kind !== 'none' && <li>{t('its DKEK: {state}', { state: dkekText(device.dkek) })}</li>}
        {device.keyDomains?.map(
          ({ number, dkek }) =>
            dkek.kind !== 'none' && <li key={number}>{t('key domain {domain}: {state}', { domain: number, state: domainText(dkek) })}</li>,
        )}
        <li>{t('its User PIN, certificates and data')}</li>
      </ul>
    </Words>
  );
}
