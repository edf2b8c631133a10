import { t } from '../../shared/language/text.ts';
import { readerAction } from './action.ts';

/** What a person does with their hands in production: these actions stand in for it in a rehearsal. */
export const insertNewDevice = readerAction({
  id: 'insert-new-device',
  label: t('Insert new device'),
  appliesTo: ({ simulated, card }) => simulated && card.kind === 'empty',
  async perform({ name }, room) {
    await room.operate(t('Insert new device'), name, 'rehearsal.insert-device', { reader: name });
  },
});

export const pullDevice = readerAction({
  id: 'pull-device',
  label: t('Pull device'),
  appliesTo: ({ simulated, card }) => simulated && card.kind !== 'empty',
  async perform({ name }, room) {
    await room.operate(t('Pull device'), name, 'rehearsal.pull-device', { reader: name });
  },
});

export const removeReader = readerAction({
  id: 'remove-reader',
  label: t('Remove reader…'),
  appliesTo: ({ simulated }) => simulated,
  perform: ({ name }, room) => room.open({ kind: 'remove-reader', reader: name }),
});
