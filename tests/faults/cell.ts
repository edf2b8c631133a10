import { createHash } from 'node:crypto';
import { testKey } from '../../electron/ceremony/key-test/test-key.ts';
import { verifyTranscript } from '../../electron/ceremony/transcript/transcript.ts';
import { validateRegister } from '../../shared/custody/register.ts';
import type { Failure } from '../../shared/failure.ts';
import { keyReference } from '../../shared/numbers.ts';
import { filesBelow } from '../ceremony/custody/custody-steps.ts';
import { setClock } from './clock.ts';
import type { Fault } from './faults.ts';
import type { Operation, Outcome } from './operation.ts';
import { Scene, secrets } from './scene.ts';
import type { Stage } from './stage.ts';

/** An operation that takes longer than this, on devices that take no time, hangs. */
const PATIENCE_MS = 12_000;

/** Throws where a promise of the app is broken. */
export function demand(condition: boolean, broken: string, cause?: unknown): asserts condition {
  if (!condition) throw new Error(broken, { cause });
}

/** Plays the operation on a copy of the stage with the fault at this place. False where the operation has fewer places than that. */
export async function tryCell(stage: Stage, operation: Operation, fault: Fault, at: number): Promise<boolean> {
  const scene = await Scene.open(await stage.copy(), operation.cards);
  try {
    if (operation.loggedIn) await scene.logIn();
    await operation.prepare?.(scene);
    const before = await filesOf(scene.room.folder);
    const armed = fault.arm(scene, at);
    const result = await within(scene.ask(operation), 'the operation never ended').finally(armed.disarm);
    if (!armed.met()) {
      demand(result.ok, 'it fails without a fault', scene.defect ?? result);
      return false;
    }
    judgeWords(result.shown, fault, scene.defect);
    if (fault.harmless) demand(result.ok, 'it fails although it need not', result);
    await fault.lift?.(scene);
    await recover(scene, fault.reinserted);
    if (fault.codes?.includes('no-such-device') && !result.ok) demand(isExplained(scene), 'nothing explains what was interrupted');
    await assertFilesKept(scene, before);
    const outcome = await lookAt(scene, operation);
    const isOver = fault.reinserted && operation.ofSession;
    demand(!result.ok || outcome === 'new' || isOver === true, 'it said done and is not');
    await bringToEnd(scene, operation, outcome);
    await assertNothingLost(scene, operation, before);
    return true;
  } finally {
    scene.readers.meet = undefined;
    setClock(0);
    await scene.close();
  }
}

export async function within<T>(work: Promise<T>, broken: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(broken)), PATIENCE_MS);
  });
  return Promise.race([work, tooLate]).finally(() => clearTimeout(timer));
}

/** Each failure is one of the closed list, with a cause and a next step, and tells this fault. */
function judgeWords(shown: readonly Failure[], { codes }: Fault, defect: unknown): void {
  for (const { code, what, meaning, next } of shown) {
    demand(code !== 'unexpected', `people are told of a defect: ${rootOf(defect)}`);
    demand(what !== '' && meaning !== '' && next !== '', `${code} says too little`);
    demand(!codes || code === 'cancelled' || codes.includes(code), `the failure tells of something else: ${code}: ${what} ${meaning}`);
  }
}

function rootOf(error: unknown): string {
  if (error instanceof Error && error.cause !== undefined) return rootOf(error.cause);
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** A device that came back says what was interrupted on it, how far it got, and what to do. */
function isExplained({ room }: Scene): boolean {
  return room.names.some((_, at) => room.device(at).notice?.includes('was interrupted: '));
}

/** Everybody does what the screen says: a device that cannot be read is taken out and put in; a folder whose transcript broke off is opened again. */
export async function recover(scene: Scene, reinserted = false): Promise<void> {
  const { room } = scene;
  if (reinserted) for (const at of room.names.keys()) await room.reinsert(at);
  const shown = () => room.names.every((_, at) => room.card(at).kind === 'device');
  await room.until(shown, 'the devices to come back', 400).catch(async () => {
    for (const at of room.names.keys()) if (room.card(at).kind !== 'device') await room.reinsert(at);
  });
  const isBroken = () => room.fleet.snapshot.transcript !== undefined && 'broken' in room.fleet.snapshot.transcript;
  if (isBroken() || !room.custody.known) {
    await room.custody.close();
    await scene.openCeremony();
  }
  demand(!isBroken(), 'the transcript stays broken', room.fleet.snapshot.transcript);
}

export async function lookAt(scene: Scene, operation: Operation): Promise<Outcome> {
  return (await operation.look?.(scene)) ?? 'new';
}

/** Repairs a half as the app says, does the operation again where it is not done, and looks. */
export async function bringToEnd(scene: Scene, operation: Operation, outcome: Outcome): Promise<void> {
  if (operation.loggedIn) await scene.logIn();
  if (outcome === 'half') {
    demand(operation.repair !== undefined, 'it is half done and nothing repairs that', scene.device);
    await operation.repair(scene);
  }
  const now = outcome === 'half' ? await lookAt(scene, operation) : outcome;
  demand(now !== 'half', 'the repair did not repair');
  if (now === 'old' || !operation.look) await scene.mustSucceed(operation);
  demand((await lookAt(scene, operation)) === 'new', 'done again, it is not done');
}

type Files = ReadonlyMap<string, Buffer>;
const growing = ['ceremony/transcript.jsonl', 'workstation/transcript.jsonl'];
const registers = ['ceremony/register.json', 'ceremony/register-previous.json'];
const ofLocks = 'ceremony/register.lock';

/** Every file below the folder, by its path there. */
export async function filesOf(folder: string): Promise<Files> {
  const found = await filesBelow(folder);
  return new Map(found.map(({ path, bytes }) => [path.slice(folder.length + 1), bytes]));
}

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** What was there before is there byte for byte; transcripts have only grown, the register has lost nothing. */
export async function assertFilesKept(scene: Scene, before: Files): Promise<void> {
  const now = await filesOf(scene.room.folder);
  for (const [path, bytes] of before) {
    if (path === ofLocks || path === registers[1]) continue;
    const found = now.get(path);
    demand(found !== undefined, `${path} is lost`);
    if (growing.includes(path)) demand(hash(found.subarray(0, bytes.length)) === hash(bytes), `${path} was changed`);
    else if (path === registers[0]) assertRegisterKept(bytes, found);
    else demand(hash(found) === hash(bytes), `${path} was changed`);
  }
}

function assertRegisterKept(before: Buffer, now: Buffer): void {
  const [old, present] = [before, now].map((bytes) => validateRegister(JSON.parse(bytes.toString())));
  for (const list of ['custodians', 'sets', 'holdings'] as const) {
    demand((present?.[list].length ?? 0) >= (old?.[list].length ?? 0), `the register has lost ${list}`);
  }
}

export async function assertNothingLost(scene: Scene, operation: Operation, before: Files): Promise<void> {
  const { room } = scene;
  await assertFilesKept(scene, before);
  for (const [path, bytes] of await filesOf(scene.room.folder)) {
    for (const secret of secrets) demand(!bytes.includes(secret), `a secret stands in ${path}`);
  }
  for (const secret of room.person.handedOut) demand(isWiped(secret), 'what a person typed was not wiped');
  if (operation.cards[0] === 'vault' && !operation.erases) {
    await scene.logIn();
    const report = await testKey(room.workstation, scene.serial, keyReference(1));
    demand(report.passed, 'the key that was there before does not work', report);
  }
  await scene.leave();
  const chain = await verifyTranscript(scene.disk('ceremony/transcript.jsonl'));
  demand(chain.whole, 'the transcript is not whole', chain);
}

function isWiped(secret: { expose: () => unknown }): boolean {
  try {
    secret.expose();
    return false;
  } catch {
    return true;
  }
}
