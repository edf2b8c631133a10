import { t } from '../../shared/language/text.ts';
import { Notes } from '../frame/Notes.tsx';
import { Icon } from '../icons.tsx';
import { useRoomState } from '../room-context.ts';
import { useFocusKept } from '../use-focus-kept.ts';
import { DetailsPanel } from './DetailsPanel.tsx';
import { DeviceTree } from './DeviceTree.tsx';
import { EmptyRoom } from './EmptyRoom.tsx';
import { resolveSelection } from './tree-nodes.ts';

export function KeyManager() {
  // All of the state: the focus must be looked after whatever has changed.
  const { snapshot, nodes, selected } = useRoomState((state) => state);
  const isLoading = snapshot === undefined;
  const current = resolveSelection(nodes, selected);
  const place = useFocusKept('#details-heading');
  return (
    <div className="key-manager" ref={place}>
      <section className="tree-pane" aria-labelledby="tree-heading">
        <h2 id="tree-heading">{t('Readers and devices')}</h2>
        <DeviceTree current={current} />
        {isLoading && <p className="tree-empty">{t('Looking for readers…')}</p>}
        {!isLoading && !current && (
          <p className="tree-empty">
            <Icon name="reader" /> {t('No reader found.')}
          </p>
        )}
      </section>
      <div className="details-pane">
        <Notes />
        {current ? <DetailsPanel key={current.id} node={current} /> : !isLoading && <EmptyRoom />}
      </div>
    </div>
  );
}
