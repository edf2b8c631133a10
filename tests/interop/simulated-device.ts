/** A simulated device in a virtual reader of a private pcscd. */
import { setTimeout as wait } from 'node:timers/promises';
import type { SimulatedCard } from '../../electron/simulator/card.ts';
import { connectVpcd, type VpcdConnection } from '../../electron/simulator/vpcd.ts';
import type { Opensc } from './opensc.ts';
import type { PrivatePcscd } from './pcscd.ts';

const patienceMs = 15_000;

/** Resolves when pcscd shows the card to its clients: it looks at its readers a few times a second. */
export async function insertDevice(card: SimulatedCard, pcscd: PrivatePcscd, tools: Opensc, index = 0): Promise<VpcdConnection> {
  const connection = await connectVpcd(card, { host: '127.0.0.1', port: pcscd.ports[index] as number });
  const name = pcscd.readerNames[index] as string;
  for (const end = Date.now() + patienceMs; Date.now() < end; await wait(50)) {
    const shown = (await tools.run('opensc-tool', '--list-readers')).split('\n').find((line) => line.includes(name));
    if (shown && /\bYes\b/.test(shown)) return connection;
  }
  await connection.close();
  throw new Error(`pcscd does not show the device in ${name}`);
}
