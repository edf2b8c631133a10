import { t } from '../../../shared/language/text.ts';
import { DialogBody } from '../../dialogs/DialogBody.tsx';
import { DialogFoot } from '../../dialogs/DialogFoot.tsx';
import { DialogFrame } from '../../dialogs/DialogFrame.tsx';
import { useDialogPlace, useOperation } from '../../dialogs/dialog-place.ts';
import { useRoomState } from '../../room-context.ts';
import { deviceName } from '../node-text.ts';

export function RemoveReader({ reader }: { readonly reader: string }) {
  const { close } = useDialogPlace();
  const { phase, run } = useOperation('rehearsal.remove-reader');
  const card = useRoomState((state) => state.snapshot?.readers.find(({ name }) => name === reader)?.card);
  return (
    <DialogFrame title={t('Remove reader')} about={reader} isAlert isBusy={phase.kind === 'busy'}>
      <DialogBody>
        <p>
          {card?.kind === 'device'
            ? t('The reader is unplugged, and the simulated device {device} with it. It can be inserted into another reader.', {
                device: deviceName(card.device),
              })
            : t('The simulated reader is unplugged. It holds no device.')}
        </p>
      </DialogBody>
      <DialogFoot phase={phase} submit={t('Remove reader')} isDanger onSubmit={() => void run({ reader }, close)} />
    </DialogFrame>
  );
}
