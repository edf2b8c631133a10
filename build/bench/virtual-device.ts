import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { channelOver } from '../../electron/apdu/channel.ts';
import { writeKeyDescription } from '../../electron/card/descriptions.ts';
import { generateEcKey } from '../../electron/card/generate.ts';
import { initializeDevice } from '../../electron/card/initialize.ts';
import { verifyUserPin } from '../../electron/card/pins.ts';
import { type CardSession, openSession } from '../../electron/card/session.ts';
import { Secret } from '../../electron/crypto/secret.ts';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { connectVpcd, type VpcdConnection } from '../../electron/simulator/vpcd.ts';
import { pcscReaders } from '../../electron/transport/pcsc.ts';
import { utf8 } from '../../shared/bytes.ts';
import { bits, type KeyReference, keyReference } from '../../shared/numbers.ts';
import { type PrivatePcscd, startPcscd } from '../../tests/interop/pcscd.ts';

export const userPin = '648219';
export const soPinHex = '3537363231383830';

export const pin = () => new Secret(utf8.encode(userPin));

/** A simulated device whose commands are counted on the card's side of the wire, whoever sends them. */
export class CountedCard {
  readonly card = SimulatedCard.create();
  commands = 0;

  constructor() {
    const transmit = this.card.transmit.bind(this.card);
    this.card.transmit = (bytes) => {
      this.commands++;
      return transmit(bytes);
    };
  }

  /** How many commands `work` cost. */
  async countOf(work: () => Promise<unknown>): Promise<number> {
    const before = this.commands;
    await work();
    return this.commands - before;
  }
}

/** Initialized with PIN 648219 and one DKEK share outstanding or none; logged in, with `ecKeys` P-256 keys. */
export async function prepare(card: SimulatedCard, { ecKeys, shares }: { ecKeys: number; shares: number }): Promise<void> {
  const session = await sessionOf(card);
  await initializeDevice(session, {
    label: 'Bench',
    soPin: new Secret(Buffer.from(soPinHex, 'hex')),
    userPin: pin(),
    retries: 3,
    resetWithSoPin: true,
    scheme: shares > 0 ? { kind: 'shares', count: shares } : { kind: 'none' },
  });
  await verifyUserPin(session, pin());
  for (let number = 1; number <= ecKeys; number++) await addEcKey(session, keyReference(number), card.serial);
}

async function sessionOf(card: SimulatedCard): Promise<CardSession> {
  card.reset();
  return openSession(channelOver({ atr: card.atr, transmit: (bytes) => card.transmit(bytes), close: async () => undefined }));
}

async function addEcKey(session: CardSession, reference: KeyReference, serial: string): Promise<void> {
  await generateEcKey(session, reference, { curve: 'secp256r1', serial: serial as never });
  const id = Uint8Array.of(reference);
  await writeKeyDescription(session, reference, { kind: 'EC', label: `Key ${reference}`, id, sizeBits: bits(256) });
}

let running: Promise<PrivatePcscd> | undefined;

/** One pcscd for the whole run: a process finds the socket of pcscd once and for all. */
async function privatePcscd(): Promise<PrivatePcscd> {
  running ??= startPcscd({ readers: 2 });
  const pcscd = await running;
  Object.assign(process.env, pcscd.env);
  return pcscd;
}

export async function endPcscd(): Promise<void> {
  await (await running)?.stop();
}

/** Runs `use` while this card is in the reader of a private pcscd, which this process and its children talk to. */
export function inReader<T>(card: SimulatedCard, use: () => Promise<T>): Promise<T> {
  return inReaders([card], use);
}

/** The same with at most two cards, each in its reader; `use` gets the names of the readers. */
export async function inReaders<T>(cards: readonly SimulatedCard[], use: (readers: readonly string[]) => Promise<T>): Promise<T> {
  const { ports, readerNames } = await privatePcscd();
  const names = readerNames.slice(0, cards.length);
  const wires: VpcdConnection[] = [];
  try {
    for (const [index, card] of cards.entries()) {
      wires.push(await connectVpcd(card, { host: '127.0.0.1', port: ports[index] as number }));
      await seenIn(names[index] as string, 'present');
    }
    return await use(names);
  } finally {
    for (const wire of wires) await wire.close();
    for (const name of names) await seenIn(name, 'absent');
  }
}

/** As `inReader`, with a fresh device in a process of its own, so that its work is none of this process; `use` gets the reader's name. */
export async function withSimulatorProcess<T>(use: (reader: string) => Promise<T>): Promise<T> {
  const { ports, readerNames } = await privatePcscd();
  const reader = readerNames[0] as string;
  const simulator = spawn(process.execPath, [resolve('out/app/simulator.cjs'), '--vpcd', `127.0.0.1:${ports[0]}`], { stdio: 'ignore' });
  try {
    await seenIn(reader, 'present');
    return await use(reader);
  } finally {
    simulator.kill();
    await seenIn(reader, 'absent');
  }
}

/** pcscd looks at its readers only a few times a second. */
function seenIn(reader: string, wanted: 'present' | 'absent'): Promise<void> {
  return new Promise((resolve) => {
    const end = pcscReaders().watch((_service, readers) => {
      if (!readers.some(({ name, card }) => name === reader && card === wanted)) return;
      setImmediate(() => end());
      resolve();
    });
  });
}
