import { onDevice, operation } from '../operation.ts';

/** User PIN and SO-PIN: typed in the secret window only. */
export const pinOperations = {
  'pin.login': operation<void>('Login with User PIN')(onDevice, 'reads'),
  'pin.logout': operation<void>('Logout')(onDevice, 'reads'),
  'pin.change': operation<void>('Change User PIN')(onDevice, 'changes card'),
  'pin.unblock': operation<void>('Unblock User PIN')(onDevice, 'changes card'),
  'so-pin.change': operation<void>('Change SO-PIN')(onDevice, 'changes card'),
} as const;
