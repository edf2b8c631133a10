import { Button } from 'react-aria-components/Button';
import { Header } from 'react-aria-components/Header';
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import type { ReaderSnapshot } from '../../shared/models/snapshot.ts';
import { insertNewDevice, pullDevice, removeReader } from '../actions/simulated-reader.ts';
import { Icon } from '../icons.tsx';
import { deviceName } from '../key-manager/node-text.ts';
import { useRoom, useRoomState } from '../room-context.ts';

/** What hands do in production: readers and devices to plug and to pull. One section a simulated reader. */
export function RehearsalMenu() {
  const room = useRoom();
  const readers = useRoomState((state) => state.snapshot?.readers);
  return (
    <MenuTrigger>
      <Button className="button banner-button">
        Rehearsal
        <Icon name="down" />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" aria-label="Rehearsal">
          {(readers ?? [])
            .filter((reader) => reader.simulated)
            .map((reader) => (
              <ReaderSection key={reader.name} reader={reader} />
            ))}
          <MenuSection aria-label="Rehearsal" className="menu-section">
            <MenuItem className="menu-item" onAction={() => void room.operate('Add reader', 'Rehearsal', 'rehearsal.add-reader', {})}>
              Add reader
            </MenuItem>
            <MenuItem
              className="menu-item"
              onAction={() => void room.operate('Add reader with PIN pad', 'Rehearsal', 'rehearsal.add-reader', { pinPad: true })}
            >
              Add reader with PIN pad
            </MenuItem>
            <MenuItem className="menu-item" onAction={() => void room.operate('Leave rehearsal', 'Rehearsal', 'rehearsal.leave', {})}>
              Leave rehearsal
            </MenuItem>
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function ReaderSection({ reader }: { readonly reader: ReaderSnapshot }) {
  const room = useRoom();
  const pulled = useRoomState((state) => state.pulled);
  const node = useRoomState((state) =>
    state.nodes.find((candidate) => candidate.kind === 'reader' && candidate.reader.name === reader.name),
  );
  const isEmpty = reader.card.kind === 'empty';
  const inserted = reader.card.kind === 'device' ? `: ${deviceName(reader.card.device)}` : '';
  if (!node) return null;
  const [plug, remove] = [isEmpty ? insertNewDevice : pullDevice, removeReader];
  return (
    <MenuSection className="menu-section">
      <Header className="menu-header">
        {reader.name}
        {inserted}
      </Header>
      <MenuItem className="menu-item" onAction={() => void room.perform(plug, node)}>
        {plug.label}
      </MenuItem>
      {isEmpty &&
        pulled.map((serial) => (
          <MenuItem
            key={serial}
            className="menu-item"
            textValue={`Insert device ${serial} again`}
            onAction={() =>
              void room.operate(`Insert device ${serial}`, reader.name, 'rehearsal.insert-device', { reader: reader.name, serial })
            }
          >
            {`Insert device ${serial} again`}
          </MenuItem>
        ))}
      <MenuItem className="menu-item" onAction={() => void room.perform(remove, node)}>
        {remove.label}
      </MenuItem>
    </MenuSection>
  );
}
