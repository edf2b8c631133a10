import { channelOver } from '../../electron/apdu/channel.ts';
import { importDkekShare } from '../../electron/card/dkek.ts';
import { type Initialization, initializeDevice } from '../../electron/card/initialize.ts';
import { verifyUserPin } from '../../electron/card/pins.ts';
import { type CardSession, openSession } from '../../electron/card/session.ts';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { secret, soPin, userPin } from './wire.ts';

export interface Simulated {
  readonly card: SimulatedCard;
  readonly session: CardSession;
  /** Commands sent since the session was opened, as bytes. */
  readonly sent: Uint8Array[];
}

/** A new simulated device with a session, not initialized. */
export async function blankDevice(): Promise<Simulated> {
  const card = SimulatedCard.create();
  const sent: Uint8Array[] = [];
  const transmit = (bytes: Uint8Array) => {
    sent.push(bytes.slice());
    return card.transmit(bytes);
  };
  const session = await openSession(channelOver({ atr: card.atr, transmit, close: async () => card.powerOff() }));
  sent.length = 0;
  return { card, session, sent };
}

/** An initialized device with the user PIN verified and, where a share is given, its DKEK complete. */
export async function readyDevice(share?: Uint8Array, wanted: Partial<Initialization> = {}): Promise<Simulated> {
  const { card, session, sent } = await blankDevice();
  const scheme = share ? ({ kind: 'shares', count: 1 } as const) : ({ kind: 'random' } as const);
  const pins = { soPin: secret(soPin), userPin: secret(userPin) };
  const opened = await initializeDevice(session, { label: 'Test', ...pins, retries: 3, resetWithSoPin: true, scheme, ...wanted });
  if (share) await importDkekShare(opened, secret(share));
  sent.length = 0;
  return { card, session: opened, sent };
}

export async function login({ session }: Pick<Simulated, 'session'>): Promise<void> {
  await verifyUserPin(session, secret(userPin));
}
