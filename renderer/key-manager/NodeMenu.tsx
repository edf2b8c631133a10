import { useRef } from 'react';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Text } from 'react-aria-components/Text';
import { actionsAt } from '../actions/list.ts';
import { useRoom } from '../room-context.ts';
import { nodeText } from './node-text.ts';
import type { TreeNode } from './tree-nodes.ts';

export interface MenuPlace {
  readonly node: TreeNode;
  /** CSS pixels in the window. */
  readonly x: number;
  readonly y: number;
}

/** A node's actions at the pointer, or below the node when it was opened by keyboard. */
export function NodeMenu({ place, onClose }: { readonly place: MenuPlace; onClose(): void }) {
  const room = useRoom();
  const anchor = useRef<HTMLSpanElement>(null);
  const { node, x, y } = place;
  const actions = actionsAt(node);
  return (
    <>
      <span ref={anchor} className="menu-anchor" style={{ left: x, top: y }} aria-hidden="true" />
      <Popover
        className="popover"
        triggerRef={anchor}
        isOpen
        placement="bottom start"
        offset={2}
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose();
        }}
      >
        <Menu
          className="menu"
          aria-label={`Actions: ${nodeText(node)}`}
          autoFocus="first"
          onClose={onClose}
          renderEmptyState={() => <p className="menu-empty">Nothing to do here.</p>}
        >
          {actions.map((action) => {
            const reason = action.hindrance(node);
            return (
              <MenuItem
                key={action.id}
                id={action.id}
                className={action.danger ? 'menu-item danger' : 'menu-item'}
                textValue={action.label}
                isDisabled={reason !== undefined}
                onAction={() => void room.perform(action, node)}
              >
                <Text slot="label">{action.label}</Text>
                {reason && <Text slot="description">{reason}</Text>}
              </MenuItem>
            );
          })}
        </Menu>
      </Popover>
    </>
  );
}
