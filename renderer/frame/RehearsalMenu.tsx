import { t } from '../../shared/language/text.ts';
import { MenuButton } from '../controls/MenuButton.tsx';
import { Deferred } from '../deferred.tsx';

const items = new Deferred(async () => (await import('./RehearsalItems.tsx')).RehearsalItems);

/** What hands do in production: readers and devices to plug and to pull. */
export function RehearsalMenu() {
  return <MenuButton label={t('Rehearsal')} className="banner-button" menu={items} />;
}
