import { useState } from 'react';
import type { Serial } from '../../../shared/numbers.ts';
import { NumberField, numberWithin } from '../../controls/Field.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useDialogPlace, useLastSeenDevice, useOperation } from '../../dialogs/dialog-place.ts';
import { useRoom } from '../../room-context.ts';
import { counted, deviceName } from '../node-text.ts';
import { domainNodeId } from '../tree-nodes.ts';

export function SetUpDomain({ serial, keyDomain }: { readonly serial: Serial; readonly keyDomain: number }) {
  const room = useRoom();
  const { close } = useDialogPlace();
  const device = useLastSeenDevice(serial);
  const { phase, run } = useOperation('domain.set-up');
  const [text, setText] = useState('2');
  const shares = numberWithin(text, 1, 255);
  if (!device) return null;
  const about = deviceName(device);

  function setUp(count: number) {
    void run({ serial, keyDomain, shares: count }, () => {
      room.note('Set Up Key Domain', about, { kind: 'done', text: `Key domain ${keyDomain} waits for ${counted(count, 'DKEK share')}.` });
      room.select(domainNodeId(serial, keyDomain));
      close();
    });
  }
  return (
    <DialogFrame title={`Set Up Key Domain ${keyDomain}`} about={about} isBusy={phase.kind === 'busy'}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (shares !== undefined) setUp(shares);
        }}
      >
        <DialogBody>
          <p>
            The key domain gets a DKEK of its own, made of its own shares. Keys that are made in it leave the device under this DKEK only,
            so its custodians need not be those of other key domains.
          </p>
          <NumberField
            label="Number of DKEK shares"
            value={text}
            minimum={1}
            maximum={255}
            onChange={setText}
            hint={
              shares === 1
                ? 'With one share, whoever has its file and password can rebuild this DKEK alone.'
                : 'All of them are needed to build this DKEK; one missing share means no DKEK.'
            }
          />
        </DialogBody>
        <DialogFoot phase={phase} submit="Set Up" hindrance={shares === undefined ? 'Enter how many shares: 1 to 255.' : undefined} />
      </form>
    </DialogFrame>
  );
}
