import { t } from '../language/text.ts';
import type { ViewName } from './menu-choice.ts';

export const viewTitles: Readonly<Record<ViewName, string>> = {
  'Key Manager': t('Key Manager'),
  Custodians: t('Custodians'),
  'Clone & Verify': t('Clone & Verify'),
  Ceremony: t('Ceremony'),
  WebADM: 'WebADM',
};
