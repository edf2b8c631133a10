import { useState } from 'react';
import type { DeviceSnapshot } from '../../../shared/models/snapshot.ts';
import { Fact, Facts } from '../../controls/Facts.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import type { Phase } from '../../dialogs/dialog-place.ts';
import { counted, deviceName, dkekText, domainText, keyTypeText } from '../node-text.ts';
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
    <DialogFrame title="Initialize Device" about={deviceName(device)} isAlert isBusy={phase.kind === 'busy'}>
      <DialogBody>
        <Losses device={device} />
        <h3>What it becomes</h3>
        <Facts>
          <Fact term="Label">{options.label}</Fact>
          <Fact term="DKEK scheme">{schemeText(options)}</Fact>
          <Fact term="Opened by">{openingWords(options)}</Fact>
          <Fact term="User PIN retries">{hasPin ? options.retries : undefined}</Fact>
          <Fact term="PIN reset with SO-PIN">{hasPin ? (options.resetWithSoPin ? 'allowed' : 'not allowed') : undefined}</Fact>
          <Fact term="User PIN">{options.transportPin ? 'a transport PIN: to be changed before the first use' : undefined}</Fact>
        </Facts>
        {options.publicKeys && (
          <p>
            Nobody can use the device until all {options.publicKeys.total} keys are registered and {options.publicKeys.required} of them
            have authenticated. If more than {options.publicKeys.total - options.publicKeys.required} are ever lost, it can only be
            initialized again.
          </p>
        )}
        <p>A window then asks for the SO-PIN{hasPin ? ' and the new User PIN' : ''}.</p>
      </DialogBody>
      <DialogFoot
        phase={phase}
        submit="Initialize Device"
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
  if (!publicKeys) return 'the User PIN';
  return `${publicKeys.required} of ${counted(publicKeys.total, 'public key')}${publicKeys.withPin ? ', then the User PIN' : ', without a User PIN'}`;
}

function schemeText({ scheme, shares, domains }: Options): string | undefined {
  const name = schemes.find(({ value }) => value === scheme)?.name;
  if (scheme === 'shares') return `${name}: ${shares}`;
  return scheme === 'domains' ? `${name}: ${domains}` : name;
}

function Losses({ device }: { readonly device: DeviceSnapshot }) {
  if (!device.initialized) {
    return <Words kind="info">This device is new. Nothing is lost: it holds no keys and no DKEK.</Words>;
  }
  return (
    <Words kind="danger">
      <p className="words-what">Everything on this device is erased for good:</p>
      <ul className="losses">
        {device.keys.length === 0 && <li>no keys: it holds none</li>}
        {device.keys.length > 0 && (
          <li>
            {counted(device.keys.length, 'key')}:
            <ul>
              {device.keys.map((key) => (
                <li key={key.reference}>
                  {key.label || '(no label)'} ({keyTypeText(key.type)})
                </li>
              ))}
            </ul>
          </li>
        )}
        {!device.keyDomains && device.dkek.kind !== 'none' && <li>its DKEK: {dkekText(device.dkek)}</li>}
        {device.keyDomains?.map(
          ({ number, dkek }) =>
            dkek.kind !== 'none' && (
              <li key={number}>
                key domain {number}: {domainText(dkek)}
              </li>
            ),
        )}
        <li>its User PIN, certificates and data</li>
      </ul>
    </Words>
  );
}
