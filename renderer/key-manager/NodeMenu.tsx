import { useRef } from 'react';
import { Header } from 'react-aria-components/Header';
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { t } from '../../shared/language/text.ts';
import type { Action } from '../actions/action.ts';
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

interface ActionItemProps {
  readonly action: Action;
  readonly node: TreeNode;
  readonly isDisabled?: boolean;
}

function ActionItem({ action, node, isDisabled = false }: ActionItemProps) {
  const room = useRoom();
  return (
    <MenuItem
      id={action.id}
      className={action.danger ? 'menu-item danger' : 'menu-item'}
      isDisabled={isDisabled}
      onAction={() => void room.perform(action, node)}
    >
      {action.label}
    </MenuItem>
  );
}

/** A node's actions at the pointer, or below the node when it was opened by keyboard. What is hindered stands below its reason. */
export function NodeMenu({ place, onClose }: { readonly place: MenuPlace; onClose(): void }) {
  const anchor = useRef<HTMLSpanElement>(null);
  const { node, x, y } = place;
  const actions = actionsAt(node);
  const able = actions.filter((action) => action.hindrance(node) === undefined);
  const reasons = [...new Set(actions.flatMap((action) => action.hindrance(node) ?? []))];
  const name = t('Actions: {node}', { node: nodeText(node) });
  return (
    <>
      <span ref={anchor} className="menu-anchor" style={{ left: x, top: y }} aria-hidden="true" />
      <Popover
        className="popover"
        aria-label={name}
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
          aria-label={name}
          autoFocus="first"
          onClose={onClose}
          renderEmptyState={() => <p className="menu-empty">{t('Nothing to do here.')}</p>}
        >
          {able.map((action) => (
            <ActionItem key={action.id} action={action} node={node} />
          ))}
          {reasons.map((reason) => (
            <MenuSection key={reason} className="menu-section">
              <Header className="menu-header">{reason}</Header>
              {actions
                .filter((action) => action.hindrance(node) === reason)
                .map((action) => (
                  <ActionItem key={action.id} action={action} node={node} isDisabled />
                ))}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </>
  );
}
