import { MenuItem } from 'react-aria-components/Menu';
import { t } from '../../shared/language/text.ts';
import { helpPages } from '../../shared/models/menu-choice.ts';
import type { OpenMenu } from '../controls/MenuButton.tsx';
import { MenuPopover } from '../controls/MenuPopover.tsx';
import { useRoom } from '../room-context.ts';
import { helpTitles, showHelp } from './show-help.ts';

/** Every page of help. */
export function HelpItems(open: OpenMenu) {
  const room = useRoom();
  return (
    <MenuPopover {...open} label={t('Help')}>
      {helpPages.map((page) => (
        <MenuItem key={page} className="menu-item" onAction={() => showHelp(room, page)}>
          {helpTitles[page]}
        </MenuItem>
      ))}
    </MenuPopover>
  );
}
