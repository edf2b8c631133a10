import { useState } from 'react';
import { t } from '../../../shared/language/text.ts';
import type { StoredObject } from '../../../shared/models/stored-object.ts';
import type { ObjectFile, Serial } from '../../../shared/numbers.ts';
import { Fact, Facts, Hex } from '../../controls/Facts.tsx';
import { Words } from '../../controls/Words.tsx';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useDialogPlace, useLastSeenDevice, useOperation } from '../../dialogs/dialog-place.ts';
import { useRoom } from '../../room-context.ts';
import { deviceName } from '../node-text.ts';
import { kindText, objectValues, sizeText } from '../object-text.ts';
import { ConfirmSerial, confirmationHindrance } from './ConfirmSerial.tsx';
import { useLastSeenObject } from './use-last-seen-object.ts';

export function DeleteObject({ serial, file }: { readonly serial: Serial; readonly file: ObjectFile }) {
  const room = useRoom();
  const { close } = useDialogPlace();
  const device = useLastSeenDevice(serial);
  const object = useLastSeenObject(device, file);
  const { phase, run } = useOperation('object.delete');
  const [typed, setTyped] = useState('');
  if (!device || !object) return null;
  const { size, certificate, application } = object;
  return (
    <DialogFrame title={t('Delete')} about={deviceName(device)} isAlert isBusy={phase.kind === 'busy'}>
      <DialogBody>
        <Words kind="danger">
          <p className="words-what">
            {t(
              '{kind, select, certificate {The certificate} other {The data object}} {named, select, yes {“{label}”} other {without a label}} is erased from this device for good.',
              objectValues(object),
            )}
          </p>
          <p>{whatRemains(object)}</p>
        </Words>
        <Facts>
          <Fact term={t('Kind')}>{kindText(object)}</Fact>
          <Fact term={t('Subject')}>{certificate?.subject}</Fact>
          <Fact term="SHA-256">{certificate && <Hex digits={certificate.sha256} />}</Fact>
          <Fact term={t('Application')}>{application}</Fact>
          <Fact term={t('Size')}>{size === undefined ? undefined : sizeText(size)}</Fact>
        </Facts>
      </DialogBody>
      <DialogFoot
        phase={phase}
        submit={t('Delete')}
        isDanger
        hindrance={confirmationHindrance(serial, typed)}
        onSubmit={() =>
          void run({ serial, file, confirmation: typed }, () => {
            const text = t(
              '{kind, select, certificate {The certificate} other {The data object}} {named, select, yes {“{label}”} other {without a label}} was deleted.',
              objectValues(object),
            );
            room.note(t('Delete'), deviceName(device), { kind: 'done', text });
            close();
          })
        }
      >
        <ConfirmSerial serial={serial} value={typed} onChange={setTyped} />
      </DialogFoot>
    </DialogFrame>
  );
}

function whatRemains({ kind, state }: StoredObject): string {
  if (state === 'no content') return t('Only a description is left of it; nothing of value is lost.');
  return kind === 'certificate'
    ? t('It can be imported again from its file. No key is touched.')
    : t('It can come back only from a copy of the file elsewhere. Export it first if there is none.');
}
