import { login, logout } from '../../ceremony/pins/login.ts';
import { changePin, changeTheSoPin, unblockPin } from '../../ceremony/pins/pins.ts';
import type { Workstation } from '../../ceremony/workstation.ts';
import type { HandlersFor } from './group.ts';

export function pinHandlers(workstation: Workstation): HandlersFor<'pin' | 'so-pin'> {
  return {
    'pin.login': ({ serial }) => login(workstation, serial),
    'pin.logout': ({ serial }) => logout(workstation, serial),
    'pin.change': ({ serial }) => changePin(workstation, serial),
    'pin.unblock': ({ serial }) => unblockPin(workstation, serial),
    'so-pin.change': ({ serial }) => changeTheSoPin(workstation, serial),
  };
}
