import { useState } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { Serial } from '../../../shared/numbers.ts';
import { Fact, Facts, Hex } from '../../controls/Facts.tsx';
import { SelectField } from '../../controls/Field.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useDialogPlace, useLastSeenDevice, useOperation } from '../../dialogs/dialog-place.ts';
import { useRoom } from '../../room-context.ts';
import { deletableRows, shownWords } from '../module-words.ts';
import { deviceName } from '../node-text.ts';
import { ConfirmSerial, confirmationHindrance } from './ConfirmSerial.tsx';

export function DeleteThroughModule({ serial }: { readonly serial: Serial }) {
  const room = useRoom();
  const { close } = useDialogPlace();
  const device = useLastSeenDevice(serial);
  const { phase, run } = useOperation('module.delete');
  // The view is void once the key has gone: what was chosen from stays as it was when the dialog opened.
  const [rows] = useState(() => (device ? deletableRows(device) : []));
  const [chosen, setChosen] = useState('0');
  const [typed, setTyped] = useState('');
  const row = rows[Number(chosen)];
  if (!device || !row) return null;
  const about = deviceName(device);
  return (
    <DialogFrame title={t('Delete through Module')} about={about} isAlert isBusy={phase.kind === 'busy'}>
      <DialogBody>
        <SelectField
          label={t('What to delete')}
          value={chosen}
          onChange={setChosen}
          options={rows.map(({ label, type }, index) => ({ value: String(index), name: `${label || t('(no label)')}, ${type}` }))}
        />
        <Words kind="danger">
          <p className="words-what">
            {t('“{label}” ({type}) is erased from this device for good, as an application would do it.', {
              label: row.label || t('(no label)'),
              type: row.type,
            })}
          </p>
          <p>
            {t(
              'A key can come back only from a wrapped file exported before. Without one, whatever was encrypted with it can never be read again.',
            )}
          </p>
        </Words>
        <Facts>
          <Fact term="ID">
            <Hex digits={row.id} />
          </Fact>
          <Fact term={t('Goes with it')}>{row.shown.map((kind) => shownWords[kind]).join(', ')}</Fact>
        </Facts>
      </DialogBody>
      <DialogFoot
        phase={phase}
        submit={t('Delete')}
        isDanger
        hindrance={confirmationHindrance(serial, typed)}
        onSubmit={() =>
          void run({ serial, id: row.id, label: row.label, confirmation: typed }, () => {
            room.note(t('Delete through Module'), about, {
              kind: 'done',
              text: t('"{label}" was deleted through the module.', { label: row.label }),
            });
            close();
          })
        }
      >
        <ConfirmSerial serial={serial} value={typed} onChange={setTyped} />
      </DialogFoot>
    </DialogFrame>
  );
}
