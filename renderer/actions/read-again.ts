import { t } from '../../shared/language/text.ts';
import { readerAction } from './action.ts';

export const readAgain = readerAction({
  id: 'read-again',
  label: t('Read Device Again'),
  appliesTo: ({ card }) => card.kind === 'problem' || card.kind === 'device',
  async perform({ name }, room) {
    await room.operate(t('Read Device Again'), name, 'device.read-again', { reader: name });
  },
});
