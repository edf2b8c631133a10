import { useState } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { NumberField, numberWithin } from '../../controls/Field.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useDialogPlace, useLastSeenDevice, useOperation } from '../../dialogs/dialog-place.ts';
import { useRoom } from '../../room-context.ts';
import { deviceName } from '../node-text.ts';
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
      room.note(t('Set Up Key Domain'), about, {
        kind: 'done',
        text: t('Key domain {domain} waits for {count, plural, one {# DKEK share} other {# DKEK shares}}.', { domain: keyDomain, count }),
      });
      room.select(domainNodeId(serial, keyDomain));
      close();
    });
  }
  return (
    <DialogFrame title={t('Set Up Key Domain {domain}', { domain: keyDomain })} about={about} isBusy={phase.kind === 'busy'}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (shares !== undefined) setUp(shares);
        }}
      >
        <DialogBody>
          <p>
            {t(
              'The key domain gets a DKEK of its own, made of its own shares. Keys that are made in it leave the device under this DKEK only, so its custodians need not be those of other key domains.',
            )}
          </p>
          <NumberField
            label={t('Number of DKEK shares')}
            value={text}
            minimum={1}
            maximum={255}
            onChange={setText}
            hint={
              shares === 1
                ? t('With one share, whoever has its file and password can rebuild this DKEK alone.')
                : t('All of them are needed to build this DKEK; one missing share means no DKEK.')
            }
          />
        </DialogBody>
        <DialogFoot
          phase={phase}
          submit={t('Set Up')}
          hindrance={shares === undefined ? t('Enter how many shares: 1 to 255.') : undefined}
        />
      </form>
    </DialogFrame>
  );
}
