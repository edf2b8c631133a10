import type { Workstation } from '../../ceremony/workstation.ts';
import type { HandlersFor } from './group.ts';

export function workstationHandlers({ preflight }: Workstation): HandlersFor<'workstation'> {
  return { 'workstation.check': () => preflight() };
}
