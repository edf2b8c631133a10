import { Header } from 'react-aria-components/Header';
import { MenuItem, MenuSection } from 'react-aria-components/Menu';
import { t } from '../../shared/language/text.ts';
import type { ReaderSnapshot } from '../../shared/models/snapshot.ts';
import { insertNewDevice, pullDevice, removeReader } from '../actions/simulated-reader.ts';
import type { OpenMenu } from '../controls/MenuButton.tsx';
import { MenuPopover } from '../controls/MenuPopover.tsx';
import { deviceName } from '../key-manager/node-text.ts';
import { useRoom, useRoomState } from '../room-context.ts';

/** Readers and devices to plug and to pull. One section a simulated reader. */
export function RehearsalItems(open: OpenMenu) {
  const room = useRoom();
  const readers = useRoomState((state) => state.snapshot?.readers);
  return (
    <MenuPopover {...open} label={t('Rehearsal')}>
      {(readers ?? [])
        .filter((reader) => reader.simulated)
        .map((reader) => (
          <ReaderSection key={reader.name} reader={reader} />
        ))}
      <MenuSection aria-label={t('Rehearsal')} className="menu-section">
        <MenuItem className="menu-item" onAction={() => void room.operate(t('Add reader'), t('Rehearsal'), 'rehearsal.add-reader', {})}>
          {t('Add reader')}
        </MenuItem>
        <MenuItem
          className="menu-item"
          onAction={() => void room.operate(t('Add reader with PIN pad'), t('Rehearsal'), 'rehearsal.add-reader', { pinPad: true })}
        >
          {t('Add reader with PIN pad')}
        </MenuItem>
        <MenuItem className="menu-item" onAction={() => void room.operate(t('Leave rehearsal'), t('Rehearsal'), 'rehearsal.leave', {})}>
          {t('Leave rehearsal')}
        </MenuItem>
      </MenuSection>
    </MenuPopover>
  );
}

function ReaderSection({ reader }: { readonly reader: ReaderSnapshot }) {
  const room = useRoom();
  const pulled = useRoomState((state) => state.pulled);
  const node = useRoomState((state) =>
    state.nodes.find((candidate) => candidate.kind === 'reader' && candidate.reader.name === reader.name),
  );
  const isEmpty = reader.card.kind === 'empty';
  if (!node) return null;
  const [plug, remove] = [isEmpty ? insertNewDevice : pullDevice, removeReader];
  return (
    <MenuSection className="menu-section">
      <Header className="menu-header">
        {reader.card.kind === 'device'
          ? t('{reader}: {device}', { reader: reader.name, device: deviceName(reader.card.device) })
          : reader.name}
      </Header>
      <MenuItem className="menu-item" onAction={() => void room.perform(plug, node)}>
        {plug.label}
      </MenuItem>
      {isEmpty &&
        pulled.map((serial) => (
          <MenuItem
            key={serial}
            className="menu-item"
            textValue={t('Insert device {serial} again', { serial })}
            onAction={() =>
              void room.operate(t('Insert device {serial}', { serial }), reader.name, 'rehearsal.insert-device', {
                reader: reader.name,
                serial,
              })
            }
          >
            {t('Insert device {serial} again', { serial })}
          </MenuItem>
        ))}
      <MenuItem className="menu-item" onAction={() => void room.perform(remove, node)}>
        {remove.label}
      </MenuItem>
    </MenuSection>
  );
}
