import { useState } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { DeviceSnapshot } from '../../../shared/models/snapshot.ts';
import type { KeyReference, Serial } from '../../../shared/numbers.ts';
import { CheckBox } from '../../controls/Choice.tsx';
import { FailureWords } from '../../controls/FailureWords.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot, ReportFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useLastSeenDevice, useOperation } from '../../dialogs/dialog-place.ts';
import { useRoomState } from '../../room-context.ts';
import { deviceName } from '../node-text.ts';
import { CountedKeys } from './CountedKeys.tsx';
import { TestReportDialog } from './TestReportDialog.tsx';
import { useTestPlan } from './use-test-plan.ts';

/** What a test of the device would do, with the safe choice ready: by APDU alone, and no key with a use counter. */
export function TestDevice({ serial }: { readonly serial: Serial }) {
  const device = useLastSeenDevice(serial);
  const plan = useTestPlan(serial);
  const { phase, run } = useOperation('device.test');
  const [module, setModule] = useState(false);
  const [agreed, setAgreed] = useState<readonly KeyReference[]>([]);
  if (!device) return null;
  if (phase.kind === 'done') return <TestReportDialog title={t('Test Device')} device={deviceName(device)} report={phase.value} />;
  if (plan.kind === 'failed') {
    return (
      <DialogFrame title={t('Test Device')} about={deviceName(device)}>
        <DialogBody>
          <FailureWords failure={plan.failure} />
        </DialogBody>
        <ReportFoot />
      </DialogFrame>
    );
  }
  const { keys, counted: withCounter } = plan.kind === 'made' ? plan.plan : { keys: device.keys.length, counted: [] };
  return (
    <DialogFrame title={t('Test Device')} about={deviceName(device)} isBusy={phase.kind === 'busy'}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (plan.kind === 'made') void run({ serial, module, counted: [...agreed] });
        }}
      >
        <DialogBody>
          <WhatIsTested device={device} keys={keys} />
          <ModuleChoice device={device} isChosen={module} onChange={setModule} />
          <CountedKeys keys={withCounter} agreed={agreed} module={module} onChange={setAgreed} />
        </DialogBody>
        <DialogFoot
          phase={phase}
          submit={t('Start test')}
          isReady
          hindrance={plan.kind === 'made' ? undefined : t('Looking at the keys…')}
          cancelled={t('Cancelled. Nothing on the device was changed.')}
        />
      </form>
    </DialogFrame>
  );
}

function WhatIsTested({ device, keys }: { readonly device: DeviceSnapshot; readonly keys: number }) {
  if (device.userPin.kind !== 'verified') {
    return (
      <>
        <p>{t('The random generator and the device certificate are tested.')}</p>
        <Words kind="warning">{t('Keys are tested only after a login. To test them too, choose Cancel, then Login with User PIN.')}</Words>
      </>
    );
  }
  return (
    <p>
      {keys === 0
        ? t('The random generator and the device certificate are tested.')
        : t(
            'Each of {keys, plural, one {# key} other {# keys}} does a real operation on the device, and the result is checked. The random generator and the device certificate are tested too.',
            { keys },
          )}{' '}
      {t('Nothing on the device is changed.')}
    </p>
  );
}

interface ModuleChoiceProps {
  readonly device: DeviceSnapshot;
  readonly isChosen: boolean;
  onChange(isChosen: boolean): void;
}

/** The box only where it can be ticked; otherwise the reason. */
function ModuleChoice({ device, isChosen, onChange }: ModuleChoiceProps) {
  const mode = useRoomState((state) => state.snapshot?.mode);
  const module = useRoomState((state) => state.snapshot?.module);
  const reason =
    mode === 'rehearsal'
      ? t('Without a PKCS#11 module: no module can see the devices of a rehearsal.')
      : module === undefined
        ? t('Without a PKCS#11 module: no module has been chosen yet.')
        : module.trouble
          ? t('Without a PKCS#11 module: {reason}', { reason: module.trouble.what })
          : device.userPin.kind !== 'verified'
            ? t('Without a PKCS#11 module: it needs a login.')
            : undefined;
  if (reason) return <p className="hint">{reason}</p>;
  return (
    <CheckBox
      name={t('Also through the PKCS#11 module')}
      meaning={t('Does the same through {module} and compares the two. It asks for the User PIN once more, and ends the login here.', {
        module: module?.library ?? module?.product ?? '',
      })}
      isChecked={isChosen}
      onChange={onChange}
    />
  );
}
