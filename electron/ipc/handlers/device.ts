import { initialize } from '../../ceremony/initialize.ts';
import { testDevice } from '../../ceremony/test-device.ts';
import type { Workstation } from '../../ceremony/workstation.ts';
import type { HandlersFor } from './group.ts';

export function deviceHandlers(workstation: Workstation): HandlersFor<'state' | 'work' | 'device'> {
  const { fleet, longWork } = workstation;
  return {
    'state.read': async () => fleet.snapshot,
    'work.cancel': async ({ work }) => longWork.cancel(work),
    'device.initialize': (request) => initialize(workstation, request),
    'device.test': ({ serial }) => testDevice(workstation, serial),
    'device.read-again': ({ reader }) => fleet.readAgain(reader),
  };
}
