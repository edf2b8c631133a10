import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import { t } from '../../shared/language/text.ts';
import { Deferred, Later } from '../deferred.tsx';
import { Icon } from '../icons.tsx';
import { useRoom, useRoomState } from '../room-context.ts';
import type { MenuPlace } from './NodeMenu.tsx';
import { nodeIcon, nodeMood } from './node-icon.ts';
import { nodeWords } from './node-text.ts';
import { treeMove, typedAhead } from './tree-keys.ts';
import { nearestVisible, type TreeNode, visibleNodes } from './tree-nodes.ts';

const nodeMenu = new Deferred(async () => (await import('./NodeMenu.tsx')).NodeMenu);
const typeAheadMs = 700;

/** The tree "Devices". Own, because react-aria's Tree is a treegrid, and the interface promises a tree. */
export function DeviceTree({ current }: { readonly current: TreeNode | undefined }) {
  const room = useRoom();
  const all = useRoomState((state) => state.nodes);
  const closed = useRoomState((state) => state.closed);
  const [menu, setMenu] = useState<MenuPlace | undefined>();
  const tree = useRef<HTMLDivElement>(null);
  const hasFocus = useRef(false);
  const typed = useRef({ text: '', atMs: 0 });
  const nodes = visibleNodes(all, closed);
  const stop = nearestVisible(all, nodes, current);

  // The focus follows the selection, also when the selected node has just gone from under it.
  useEffect(() => {
    if (!hasFocus.current || !stop) return;
    const item = tree.current?.querySelector<HTMLElement>('[tabindex="0"]');
    if (item && item !== document.activeElement) item.focus();
  });

  function keyDown(event: KeyboardEvent<HTMLElement>, node: TreeNode) {
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      event.preventDefault();
      const box = event.currentTarget.getBoundingClientRect();
      return setMenu({ node, x: box.left + 40, y: box.bottom });
    }
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      return document.querySelector<HTMLElement>('.details button')?.focus();
    }
    const move = treeMove(event.key, nodes, node, closed);
    if (move) {
      event.preventDefault();
      if (move.select) room.select(move.select);
      if (move.open) room.setClosed(move.open, false);
      if (move.close) room.setClosed(move.close, true);
    } else if (event.key.length === 1) {
      const isFresh = event.timeStamp - typed.current.atMs > typeAheadMs;
      const text = (isFresh ? '' : typed.current.text) + event.key;
      event.preventDefault();
      // A space alone selects, which the focus has done already; within a name it is a letter.
      if (text === ' ') return;
      typed.current = { text, atMs: event.timeStamp };
      const found = typedAhead(text, nodes, node);
      if (found) room.select(found.id);
    }
  }

  function contextMenu(event: MouseEvent, node: TreeNode) {
    event.preventDefault();
    room.select(node.id);
    setMenu({ node, x: event.clientX, y: event.clientY });
  }

  return (
    <>
      <div
        className="tree"
        role="tree"
        aria-label={t('Devices')}
        ref={tree}
        onFocus={() => {
          hasFocus.current = true;
        }}
        onBlur={(event) => {
          hasFocus.current = event.relatedTarget === null && !document.hasFocus();
        }}
      >
        {nodes.map((node) => (
          <Item
            key={node.id}
            node={node}
            isSelected={node.id === current?.id}
            isStop={node.id === stop?.id}
            isOpen={node.isBranch ? !closed.has(node.id) : undefined}
            onKeyDown={keyDown}
            onContextMenu={contextMenu}
          />
        ))}
      </div>
      {menu && <Later part={nodeMenu} props={{ place: menu, onClose: () => setMenu(undefined) }} />}
    </>
  );
}

interface ItemProps {
  readonly node: TreeNode;
  readonly isSelected: boolean;
  readonly isStop: boolean;
  readonly isOpen: boolean | undefined;
  onKeyDown(event: KeyboardEvent<HTMLElement>, node: TreeNode): void;
  onContextMenu(event: MouseEvent, node: TreeNode): void;
}

function Item({ node, isSelected, isStop, isOpen, onKeyDown, onContextMenu }: ItemProps) {
  const room = useRoom();
  const [name, between, state] = nodeWords(node);
  return (
    <div
      role="treeitem"
      className={`node ${node.kind} ${nodeMood(node)}`}
      aria-level={node.level}
      aria-posinset={node.position}
      aria-setsize={node.siblings}
      aria-selected={isSelected}
      aria-expanded={isOpen}
      tabIndex={isStop ? 0 : -1}
      data-serial={node.kind === 'reader' ? undefined : node.device.serial}
      onClick={(event) => {
        const onTwisty = event.target instanceof Element && event.target.closest('.twisty') !== null;
        if (onTwisty && isOpen !== undefined) room.setClosed(node.id, isOpen);
        else room.select(node.id);
      }}
      onKeyDown={(event) => onKeyDown(event, node)}
      onContextMenu={(event) => onContextMenu(event, node)}
    >
      <span className="twisty">{isOpen !== undefined && <Icon name={isOpen ? 'down' : 'chevron'} />}</span>
      <Icon name={nodeIcon(node)} className="kind" />
      <span className="node-text">
        <span className="node-name">{name}</span>
        {between}
        {state && <span className="node-state">{state}</span>}
      </span>
    </div>
  );
}
