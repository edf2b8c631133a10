import { useState } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { KeyReference, Serial } from '../../../shared/numbers.ts';
import { FailureWords } from '../../controls/FailureWords.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useLastSeenDevice, useOperation } from '../../dialogs/dialog-place.ts';
import { deviceName } from '../node-text.ts';
import { CountedKeys } from './CountedKeys.tsx';
import { TestReportDialog } from './TestReportDialog.tsx';
import { useTestPlan } from './use-test-plan.ts';

/** Before one key with a use counter is tested: what that takes. */
export function TestCountedKey({ serial, reference }: { readonly serial: Serial; readonly reference: KeyReference }) {
  const device = useLastSeenDevice(serial);
  const plan = useTestPlan(serial, reference);
  const { phase, run } = useOperation('key.test');
  const [agreed, setAgreed] = useState<readonly KeyReference[]>([]);
  if (!device) return null;
  if (phase.kind === 'done') return <TestReportDialog title={t('Test Key')} device={deviceName(device)} report={phase.value} />;
  return (
    <DialogFrame title={t('Test Key')} about={deviceName(device)} isBusy={phase.kind === 'busy'}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (agreed.length > 0) void run({ serial, reference, counted: true });
        }}
      >
        <DialogBody>
          {plan.kind === 'failed' && <FailureWords failure={plan.failure} />}
          {plan.kind === 'made' && <CountedKeys keys={plan.plan.counted} agreed={agreed} module={false} onChange={setAgreed} />}
        </DialogBody>
        <DialogFoot
          phase={phase}
          submit={t('Start test')}
          hindrance={agreed.length > 0 ? undefined : t('Tick the key to let the test take uses of it.')}
          cancelled={t('Cancelled. Nothing on the device was changed.')}
        />
      </form>
    </DialogFrame>
  );
}
