import { Button } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { t } from '../../shared/language/text.ts';
import { helpPages } from '../../shared/models/menu-choice.ts';
import { Icon } from '../icons.tsx';
import { useRoom } from '../room-context.ts';
import { helpTitles, showHelp } from './show-help.ts';

export function HelpMenu() {
  const room = useRoom();
  return (
    <MenuTrigger>
      <Button className="button help-button">
        {t('Help')}
        <Icon name="down" />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" aria-label={t('Help')}>
          {helpPages.map((page) => (
            <MenuItem key={page} className="menu-item" onAction={() => showHelp(room, page)}>
              {helpTitles[page]}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
