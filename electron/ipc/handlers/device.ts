import { planTest, testDevice } from '../../ceremony/key-test/test-device.ts';
import { initialize } from '../../ceremony/set-up/initialize.ts';
import type { Workstation } from '../../ceremony/workstation.ts';
import type { HandlersFor } from './group.ts';

export function deviceHandlers(workstation: Workstation): HandlersFor<'state' | 'work' | 'device'> {
  const { fleet, longWork } = workstation;
  return {
    'state.read': async () => fleet.snapshot,
    'work.cancel': async ({ work }) => longWork.cancel(work),
    'device.initialize': (request) => initialize(workstation, request),
    'device.plan-test': ({ serial, only }) => planTest(workstation, serial, only),
    'device.test': (request) => testDevice(workstation, request),
    'device.read-again': ({ reader }) => fleet.readAgain(reader),
  };
}
