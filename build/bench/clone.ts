import { execFile } from 'node:child_process';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { generateAes, generateEc, generateRsa } from '../../electron/ceremony/keys/generate.ts';
import { importShare } from '../../electron/ceremony/shares/shares.ts';
import { derivePbeKey } from '../../electron/crypto/derive-pbe-key.ts';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import { pcscReaders } from '../../electron/transport/pcsc.ts';
import { CloneScene } from '../../tests/ceremony/clone/clone-scene.ts';
import { TornClone } from '../../tests/ceremony/clone/torn-clone.ts';
import { pins, RehearsalRoom, strong } from '../../tests/ceremony/rehearsal-room.ts';
import { logIn, makeShare, setUp } from '../../tests/ceremony/steps.ts';
import { atLeast, atMost, type Bench, type Figure, timed } from './bench.ts';
import { inReaders } from './virtual-device.ts';

const AES_KEYS = 4;
const PAIRS = 6;
const TARGETS = 4;
const UNWRAP_KEY = 0x74;
/** Keys of the run that sc-hsm-tool does as well. */
const FEW = 4;
const run = promisify(execFile);
const workerPath = resolve('out/app/pbe-worker.cjs');

/** One supervised run against what it must cost at least, against sc-hsm-tool, and torn at every command. */
export const clone: Bench = async () => [await commands(), await time()];

/** 10 keys onto 4 devices: commands for the keys, against the fewest with which each can be wrapped, restored, described and proven. */
async function commands(): Promise<Figure> {
  const scene = await CloneScene.make(1 + TARGETS, { keys: 'none' });
  const { room } = scene;
  const { workstation } = room;
  const serial = room.serialOf(0);
  for (let number = 1; number <= AES_KEYS; number++)
    await generateAes(workstation, { serial, label: `AES ${number}`, size: 256, capabilities: [0x10, 0x11, 0x92] });
  for (let number = 1; number <= PAIRS; number++) {
    if (number % 2) await generateEc(workstation, { serial, label: `EC ${number}`, curve: 'secp256r1' });
    else await generateRsa(workstation, { serial, label: `RSA ${number}`, size: 2048 });
  }
  const counts = room.cards.map(countOf);
  await scene.start([1, 2, 3, 4]);
  await scene.copied();
  for (const index of [1, 2, 3, 4])
    if (scene.deviceOf(index).state !== 'done') throw new Error(`not cloned: ${JSON.stringify(scene.deviceOf(index))}`);
  await scene.finish();
  await room.close();
  const [source, ...targets] = counts as [CommandCount, ...CommandCount[]];
  const forKeys = source.all + targets.reduce((sum, target) => sum + target.sinceUnwrap, 0);
  const setUps = targets.map((target) => target.all - target.sinceUnwrap);
  // source: WRAP, READ description, and READ certificate or one value of an AES key
  const atSource = 3 * (AES_KEYS + PAIRS);
  // target: UNWRAP, proof; description and certificate each written and read back
  const minimum = atSource + TARGETS * (4 * AES_KEYS + 6 * PAIRS);
  const withoutReadBack = atSource + TARGETS * (3 * AES_KEYS + 4 * PAIRS);
  const copies = TARGETS * (AES_KEYS + PAIRS);
  const detail = `${AES_KEYS} AES keys and ${PAIRS} pairs onto ${TARGETS} devices: ${forKeys} commands, ${(forKeys / copies).toFixed(2)} a copy; minimum ${minimum}: at the source WRAP, READ description, and READ certificate or one computed value; at each target UNWRAP, proof, and WRITE and READ BACK of description and certificate (${withoutReadBack} if nothing were read back: ${(forKeys / withoutReadBack).toFixed(2)}). Setting up a target: ${Math.max(...setUps)} more`;
  return atMost('clone.apdu-ratio', forKeys / minimum, 'ratio', 1.2, detail);
}

interface CommandCount {
  all: number;
  /** From the first UNWRAP on. */
  sinceUnwrap: number;
}

function countOf(card: SimulatedCard): CommandCount {
  const count = { all: 0, sinceUnwrap: 0 };
  const transmit = card.transmit.bind(card);
  card.transmit = (bytes) => {
    count.all++;
    if (count.sinceUnwrap > 0 || bytes[1] === UNWRAP_KEY) count.sinceUnwrap++;
    return transmit(bytes);
  };
  return count;
}

/** The same clone of a few keys onto one device through pcscd: the app, and a script of sc-hsm-tool commands. */
async function time(): Promise<Figure> {
  const cards = [SimulatedCard.create(), SimulatedCard.create()];
  return inReaders(cards, async (names) => {
    const room = await realRoom(cards, names);
    const share = await makeShare(room, 'share.pbe');
    await setUp(room, 0);
    await logIn(room);
    room.person.opens(share.path).types({ password: strong });
    await importShare(room.workstation, room.serialOf(0), {});
    for (let number = 1; number <= FEW; number++)
      await generateEc(room.workstation, { serial: room.serialOf(0), label: `EC ${number}`, curve: 'secp256r1' });
    const scene = CloneScene.in(room, [share]);
    await scene.openCeremonyFolder();
    const ours = await timed(async () => {
      await scene.start([1]);
      await scene.copied();
    });
    if (scene.deviceOf(1).state !== 'done') throw new Error(`not cloned: ${JSON.stringify(scene.deviceOf(1))}`);
    await scene.finish();
    await room.fleet.stop();
    const peer = await timed(() => script(room.folder, names, share.path));
    await room.close();
    const detail = `${FEW} EC keys onto one device through pcscd, share opened by its password: app ${(ours / 1000).toFixed(2)} s, sc-hsm-tool (wrap, initialize, import share, unwrap; nothing proven) ${(peer / 1000).toFixed(2)} s`;
    return atMost('clone.time-ratio', ours / peer, 'ratio', 0.5, detail);
  });
}

async function realRoom(cards: readonly SimulatedCard[], names: readonly string[]): Promise<RehearsalRoom> {
  const room = new RehearsalRoom({ real: pcscReaders(), derivePbeKey: (password, salt) => derivePbeKey(password, salt, { workerPath }) });
  room.folder = await mkdtemp(join(tmpdir(), 'conclave-bench-clone-'));
  await mkdir(join(room.folder, 'ceremony'));
  room.names.push(...names);
  room.cards.push(...cards);
  room.fleet.start();
  await room.until(() => names.every((_, index) => room.card(index).kind === 'device'), 'the devices');
  return room;
}

async function script(folder: string, names: readonly string[], share: string): Promise<void> {
  const [source, target] = names as [string, string];
  const tool = async (reader: string, ...args: string[]) => {
    const { stdout, stderr } = await run('sc-hsm-tool', ['--reader', reader, ...args]).catch(
      (error) => error as { stdout: string; stderr: string },
    );
    if (/fail|error/i.test(stdout + stderr)) throw new Error(`sc-hsm-tool ${args[0]}: ${stdout}${stderr}`);
  };
  const file = (number: number) => join(folder, `peer-${number}.wky`);
  const numbers = Array.from({ length: FEW }, (_, index) => index + 1);
  for (const number of numbers) await tool(source, '--wrap-key', file(number), '--key-reference', `${number}`, '--pin', pins.user);
  await tool(target, '--initialize', '--so-pin', pins.so, '--pin', pins.user, '--dkek-shares', '1', '--label', 'Clone');
  await tool(target, '--import-dkek-share', share, '--password', strong);
  for (const number of numbers) await tool(target, '--unwrap-key', file(number), '--key-reference', `${number}`, '--pin', pins.user);
}

/** A whole clone, torn at every command of source and target, before and after it was done. */
export const tear: Bench = async () => {
  const torn = await TornClone.prepare();
  let tried = 0;
  let survived = 0;
  const lost: string[] = [];
  try {
    for (const of of ['source', 'target'] as const) {
      for (const after of [false, true]) {
        for (let at = 1; ; at++) {
          const outcome = await torn.tear({ of, at, after }).catch((error: Error) => error);
          if (outcome === 'ended') break;
          tried++;
          if (outcome === 'survived') survived++;
          else lost.push(`${of} ${after ? 'after' : 'before'} command ${at}: ${outcome.message}`);
        }
      }
    }
  } finally {
    await torn.close();
  }
  const detail =
    lost[0] ?? `source and target pulled at each of their commands, before and after it was done: the run went on, nothing was lost`;
  return [
    atLeast('tear.tried', tried, 'pulls', 1, 'commands of one clone at which a card was pulled'),
    atLeast('tear.survived', survived, 'pulls', tried, detail),
  ];
};
