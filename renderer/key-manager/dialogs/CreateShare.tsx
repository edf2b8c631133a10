import type { CreatedShare } from '../../../shared/models/reports.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { Fact, Facts, Hex } from '../../controls/Facts.tsx';
import { Words } from '../../controls/Words.tsx';
import { deviceName } from '../node-text.ts';
import { DialogBody } from './DialogBody.tsx';
import { DialogFoot, ReportFoot } from './DialogFoot.tsx';
import { DialogFrame } from './DialogFrame.tsx';
import { useLastSeenDevice, useOperation } from './dialog-place.ts';

export function CreateShare({ serial }: { readonly serial: Serial }) {
  const device = useLastSeenDevice(serial);
  const { phase, run, reset } = useOperation('share.create');
  if (!device) return null;
  return (
    <DialogFrame title="Create DKEK Share" device={deviceName(device)} isBusy={phase.kind === 'busy'}>
      {phase.kind === 'done' ? (
        <>
          <ShareReport share={phase.value} />
          <ReportFoot also={{ label: 'Create another share', onPress: reset }} />
        </>
      ) : (
        <>
          <DialogBody>
            <p>
              A DKEK share is 32 random bytes. The DKEK of a device is made of all its shares together; one share alone, or all but one,
              tell nothing about it.
            </p>
            <ol className="steps">
              <li>The random bytes come from this device and this computer, mixed.</li>
              <li>The custodian enters a password in a window of its own. Without it the file is worthless.</li>
              <li>The share is saved as an encrypted file, read back and compared.</li>
            </ol>
            <Words kind="info">
              Each custodian makes their own share and keeps file and password apart. Losing one share means that no new device can be made.
            </Words>
          </DialogBody>
          <DialogFoot phase={phase} submit="Create share" onSubmit={() => void run({ serial })} />
        </>
      )}
    </DialogFrame>
  );
}

function ShareReport({ share }: { readonly share: CreatedShare }) {
  return (
    <DialogBody>
      <Words kind="done" isNews>
        The share is saved and was read back.
      </Words>
      <Facts>
        <Fact term="File">
          <span className="path">{share.path}</span>
        </Fact>
        <Fact term="Share KCV">
          <Hex digits={share.kcv} />
        </Fact>
        <Fact term="SHA-256 of the file">
          <Hex digits={share.sha256} />
        </Fact>
      </Facts>
      <p>Write both values into the minutes: they show later that this is the same file and the same share.</p>
    </DialogBody>
  );
}
