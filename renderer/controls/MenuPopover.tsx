import type { ReactNode } from 'react';
import { Menu } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import type { OpenMenu } from './MenuButton.tsx';

/** The open menu of a MenuButton. */
export function MenuPopover({
  label,
  button,
  begins,
  onClose,
  children,
}: OpenMenu & { readonly label: string; readonly children: ReactNode }) {
  return (
    <Popover
      className="popover"
      placement="bottom end"
      aria-label={label}
      triggerRef={button}
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Menu className="menu" aria-label={label} autoFocus={begins} onClose={onClose}>
        {children}
      </Menu>
    </Popover>
  );
}
