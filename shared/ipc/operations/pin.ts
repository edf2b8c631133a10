import { t } from '../../language/text.ts';
import { onDevice, operation } from '../operation.ts';

/** User PIN and SO-PIN: typed in the secret window only. */
export const pinOperations = {
  'pin.login': operation<void>(t('Login with User PIN'))(onDevice, 'reads'),
  'pin.logout': operation<void>(t('Logout'))(onDevice, 'reads'),
  'pin.change': operation<void>(t('Change User PIN'))(onDevice, 'changes card', 'secret'),
  'pin.unblock': operation<void>(t('Unblock User PIN'))(onDevice, 'changes card', 'secret'),
  'so-pin.change': operation<void>(t('Change SO-PIN'))(onDevice, 'changes card', 'secret'),
} as const;
