import { t } from '../../shared/language/text.ts';
import { MenuButton } from '../controls/MenuButton.tsx';
import { Deferred } from '../deferred.tsx';

const items = new Deferred(async () => (await import('./HelpItems.tsx')).HelpItems);

export function HelpMenu() {
  return <MenuButton label={t('Help')} className="help-button" menu={items} />;
}
