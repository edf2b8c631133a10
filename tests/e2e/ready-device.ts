import type { Serial } from '../../shared/numbers.ts';
import type { Operator } from '../ceremonies/operator.ts';
import { devicesOf, invoke, readState } from './harness.ts';

export interface ReadyDevice {
  readonly label: string;
  readonly scheme: 'none' | 'random';
  readonly pins: { readonly soPin: string; readonly userPin: string };
}

/** Initializes the device in the first reader and logs in, without a dialog of the main window: for what a test is not about. */
export async function readyDevice(operator: Operator, { label, scheme, pins }: ReadyDevice): Promise<Serial> {
  const [device] = devicesOf(await readState(operator.page));
  if (!device) throw new Error('there is no device');
  const { serial } = device;
  const wanted = { serial, label, scheme, shares: 1, retries: 3, resetWithSoPin: true, confirmation: serial.slice(-4) } as const;
  await operator.answer(async () => void invoke(operator.page, 'device.initialize', wanted), {
    'SO-PIN': pins.soPin,
    'Repeat SO-PIN': pins.soPin,
    'New user PIN': pins.userPin,
    'Repeat new user PIN': pins.userPin,
  });
  await operator.deviceWhere(serial, ({ initialized, activity }) => initialized && activity === undefined);
  await operator.answer(async () => void invoke(operator.page, 'pin.login', { serial }), { 'User PIN': pins.userPin });
  await operator.deviceWhere(serial, ({ userPin, activity }) => userPin.kind === 'verified' && activity === undefined);
  return serial;
}
