import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { asRefusal } from '../../electron/ceremony/fleet/wire-failure.ts';
import { login } from '../../electron/ceremony/pins/login.ts';
import { SimulatedCard } from '../../electron/simulator/card.ts';
import type { Failure } from '../../shared/failure.ts';
import type { DeviceSnapshot, KeySnapshot } from '../../shared/models/snapshot.ts';
import type { Serial } from '../../shared/numbers.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { pins, RehearsalRoom, strong } from '../ceremony/rehearsal-room.ts';
import { FaultyReaders } from './faulty-readers.ts';
import { type Operation, rowOf } from './operation.ts';
import { type CardName, cardFile } from './stage.ts';

export type { CardName } from './stage.ts';

/** PINs that an operation sets; eight characters and more, so that they can be searched for. */
export const newPins = { user: '111222333', so: '0102030405060708' };
/** What must never stand in a file that an operation writes. */
export const secrets = [pins.so, newPins.so, newPins.user, strong];

/** One workstation with its folder, devices and people, begun from a copy of the stage: the shipped procedures on simulated wires. */
export class Scene {
  readonly room: RehearsalRoom;
  readonly readers: FaultyReaders;
  readonly folder: string;
  /** The User PIN of the first device, as far as people know. */
  userPin = pins.user;
  soPin = pins.so;
  #files = 0;

  private constructor(folder: string) {
    this.folder = folder;
    this.room = new RehearsalRoom();
    this.room.folder = join(folder, 'disk');
    this.room.person.closesWhenUntold = true;
    this.readers = new FaultyReaders(this.room.readers);
  }

  /** Opens the ceremony folder and puts these devices into readers. */
  static async open(folder: string, cards: readonly CardName[]): Promise<Scene> {
    const scene = new Scene(folder);
    for (const name of cards) scene.room.add(await SimulatedCard.open(cardFile(folder, name)));
    scene.room.fleet.start(scene.readers);
    await scene.room.ready();
    await scene.openCeremony();
    return scene;
  }

  async openCeremony(): Promise<void> {
    await this.room.custody.open(this.disk('ceremony'));
  }

  get serial(): Serial {
    return this.room.serialOf(0);
  }

  get confirmation(): string {
    return this.serial.slice(-4);
  }

  get device(): DeviceSnapshot {
    return this.room.device(0);
  }

  key(label: string): KeySnapshot | undefined {
    return this.device.keys.find((key) => key.label === label);
  }

  get undescribed(): KeySnapshot | undefined {
    return this.device.keys.find(({ described }) => !described);
  }

  disk(name: string): string {
    return join(this.room.folder, name);
  }

  /** A name that no file has yet. */
  fresh(name: string): string {
    return this.disk(`${process.pid}-${++this.#files}-${name}`);
  }

  /** Logs in with the PIN that people know, or the one that was being set. */
  async logIn(index = 0): Promise<void> {
    const serial = this.room.serialOf(index);
    if (this.room.device(index).userPin.kind === 'verified') return;
    const candidates = index === 0 ? [...new Set([this.userPin, newPins.user, pins.user])] : [pins.user];
    this.room.person.startOver().types(...candidates.map((pin) => ({ 'user-pin': pin })));
    const before = this.room.person.handedOut.length;
    await login(this.room.workstation, serial);
    if (index === 0) this.userPin = candidates[this.room.person.handedOut.length - before - 1] ?? this.userPin;
    this.room.person.startOver();
  }

  /** Asks for the operation as the window does: recorded, and with a Result. Gives every failure that people were shown. */
  async ask(operation: Operation): Promise<Result<unknown> & { readonly shown: readonly Failure[] }> {
    const { room } = this;
    room.person.startOver();
    const before = room.person.failures.length;
    const request = { operation: operation.name, words: operation.name, changesCard: operation.changesCard ?? false, request: {} };
    const result = await room.recorder.operation(request, async () => {
      try {
        return ok(await operation.act(this));
      } catch (error) {
        const { failure } = asRefusal(error, { reader: 'the reader', during: operation.name });
        // Whatever is no refusal is a defect, of the app or of these tests.
        if (failure.code === 'unexpected') this.defect = error;
        return failed(failure);
      }
    });
    const shown = [...room.person.failures.slice(before), ...(result.ok ? [] : [result.failure])];
    return { ...result, shown };
  }

  /** What was thrown in place of a refusal. */
  defect: unknown;

  /** As `ask`, where nothing is in the way any more. Throws what was refused. */
  async mustSucceed(operation: Operation): Promise<void> {
    const result = await this.ask(operation);
    if (!result.ok)
      throw new Error(`${rowOf(operation)} does not work again: ${result.failure.code}: ${result.failure.what}`, { cause: this.defect });
  }

  async close(): Promise<void> {
    await this.leave();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** As the app is closed; the files stay. */
  async leave(): Promise<void> {
    const { room } = this;
    await room.custody.close().catch(() => undefined);
    await room.recorder.close().catch(() => undefined);
    await room.fleet.stop();
    for (const card of room.cards) await card.settled();
  }
}
