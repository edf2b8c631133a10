import { setTimeout as wait } from 'node:timers/promises';
import { SimulatedCard } from './card.ts';
import { type DeviceWish, readArguments, usage } from './cli-arguments.ts';
import { lockStateFile } from './state-lock.ts';
import { connectVpcd, type VpcdConnection } from './vpcd.ts';

/** How long to wait before the next attempt when pcscd has closed a connection that worked, milliseconds. */
const retryMs = 1000;

type Say = (line: string) => void;

/** A wish that cannot be met, in words for people. */
class Impossible extends Error {}

/** Runs until `stop` is aborted or nothing can be done any more; gives the exit code. */
export async function runSimulator(words: readonly string[], say: Say, complain: Say, stop: AbortSignal): Promise<number> {
  let wishes: DeviceWish[] | undefined;
  try {
    wishes = readArguments(words);
  } catch (error) {
    complain(`${(error as Error).message}\n\n${usage}`);
    return 2;
  }
  if (wishes === undefined) {
    say(usage);
    return 0;
  }
  const allOver = new AbortController();
  const end = (): void => allOver.abort();
  stop.addEventListener('abort', end);
  if (stop.aborted) end();
  try {
    // one that fails ends the others too, so that nobody believes that all are there
    await Promise.all(wishes.map((wish) => runDevice(wish, say, allOver.signal).catch((error: unknown) => Promise.reject(endWith(error)))));
    say('Stopped.');
    return 0;
  } catch (error) {
    if (!(error instanceof Impossible)) throw error;
    complain(error.message);
    return 1;
  } finally {
    stop.removeEventListener('abort', end);
    end();
  }

  function endWith(error: unknown): unknown {
    end();
    return error;
  }
}

async function runDevice(wish: DeviceWish, say: Say, stop: AbortSignal): Promise<void> {
  const unlock = wish.state === undefined ? async () => undefined : await locked(wish.state);
  try {
    const card = await openCard(wish);
    await keepInserted(card, wish, say, stop);
    await card.settled();
  } finally {
    await unlock();
  }
}

async function locked(path: string): Promise<() => Promise<void>> {
  try {
    return await lockStateFile(path);
  } catch (error) {
    throw new Impossible(`The state file ${path} cannot be used: ${(error as Error).message}`);
  }
}

async function openCard({ state, ...options }: DeviceWish): Promise<SimulatedCard> {
  const wanted = { ...(options.serial && { serial: options.serial }), ...(options.memory && { memory: options.memory }) };
  try {
    return state === undefined ? SimulatedCard.create(wanted) : await SimulatedCard.open(state, wanted);
  } catch (error) {
    throw new Impossible(`The device cannot be made${state === undefined ? '' : ` from ${state}`}: ${(error as Error).message}`);
  }
}

/** Inserts the device, and inserts it again whenever pcscd was restarted. */
async function keepInserted(card: SimulatedCard, { address, state }: DeviceWish, say: Say, stop: AbortSignal): Promise<void> {
  const place = `${address.host}:${address.port}`;
  for (let first = true; !stop.aborted; first = false) {
    const connection = await connectVpcd(card, address).catch((error: NodeJS.ErrnoException) => error);
    if (connection instanceof Error) {
      if (first) throw new Impossible(nobodyListens(place, connection));
      await pause(stop);
      continue;
    }
    const kept = state === undefined ? 'not kept: it is forgotten at the end' : `kept in ${state}`;
    say(
      `${first ? 'Simulated' : 'Back again: simulated'} SmartCard-HSM ${card.serial} is in the virtual reader at ${place} (${kept}). Stop with Ctrl+C.`,
    );
    if ((await untilEnd(connection, stop)) === 'by-pcscd') say(`pcscd has closed ${place}; trying again every second.`);
  }
}

async function untilEnd(connection: VpcdConnection, stop: AbortSignal) {
  const close = (): void => void connection.close();
  stop.addEventListener('abort', close);
  if (stop.aborted) close();
  try {
    return await connection.ended;
  } finally {
    stop.removeEventListener('abort', close);
  }
}

async function pause(stop: AbortSignal): Promise<void> {
  await wait(retryMs, undefined, { signal: stop }).catch(() => undefined);
}

function nobodyListens(place: string, error: NodeJS.ErrnoException): string {
  if (error.code !== 'ECONNREFUSED') return `No connection to vpcd at ${place}: ${error.message}`;
  return [
    `No vpcd listens at ${place}.`,
    'vpcd is the virtual reader of vsmartcard; pcscd loads it when it starts.',
    'Install it (Debian: apt install vsmartcard-vpcd pcscd), then start pcscd: systemctl start pcscd, or let any program ask for',
    'readers (opensc-tool --list-readers), and try again.',
  ].join('\n');
}
